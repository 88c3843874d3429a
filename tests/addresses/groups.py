"""Who the people of `tests.addresses.world` are to a page: groups of roles, and who sees a case in which state."""

from __future__ import annotations

from tests.addresses.world import ANONYMOUS

MANAGER = ("manager",)
CHAIRS = ("chair", "acting_chair")
PANEL_CHAIR = ("panel_chair",)
"""Who chairs the meeting."""
STANDING = ("panel_chair", "vice_chair")
"""Those who chair the panel, whether or not they chair this meeting."""
STAFF = (*MANAGER, *CHAIRS)
ADMINISTRATOR = ("administrator",)
REPRESENTATIVE = ("representative",)
"""Who answers for the police, and sees the requests to them alone."""
NEVER = ("recused", "tied", "other_member", "administrator", "manager_elsewhere", *REPRESENTATIVE)
"""Those to whom no case of this Board opens."""
MANAGERS = ("manager", "manager_elsewhere")
SIGNED_IN = (*STAFF, *STANDING, "member", *NEVER)
ANYBODY = (ANONYMOUS, *SIGNED_IN)


def seers(case: str) -> tuple[str, ...]:
    """Who sees the contents of a case in this state: panel chairs from referral on, members once they are invited."""
    if case in {"notified", "running", "closed"}:
        return STAFF
    return (*STAFF, *STANDING) if case == "referred" else (*STAFF, *STANDING, "member")
