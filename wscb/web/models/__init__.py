"""What the web layer keeps: used form tokens, and submissions held for someone whose session ended."""

from wscb.web.models.held import HeldSubmission
from wscb.web.models.tokens import UsedToken

__all__ = ["HeldSubmission", "UsedToken"]
