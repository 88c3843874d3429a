"""How often a password may be guessed: by the address that asks and by the account, without locking its owner out.

A known browser is counted by itself alone, whatever others do at its address. After five wrong passwords an account lets
in, for five minutes, only a browser in which its owner has signed in before, and whoever has a second factor to show
besides. An unknown account is answered in the same words, after the same work.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from wscb.people.devices import known_device
from wscb.people.models import User

_APP = "allauth.account"
_SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class Attempt:
    """One attempt to sign in by password. Counted at once, and taken back where the password is right."""

    def __init__(self, request: HttpRequest, email: str) -> None:
        self.request = request
        self.email = email.strip().lower()
        device = known_device(request, self.email)
        self.key = f"device-{device}" if device else f"account-{self.email}"
        self.by_address = device or ratelimit.consume(request, app=_APP, action="login_failed_address")
        self.by_account = self.by_address and ratelimit.consume(request, app=_APP, action="login_failed", key=self.key)

    @property
    def is_refused(self) -> bool:
        """Whether the address has tried so often that nothing is looked at."""
        return not self.by_address

    def lets_in(self, user: User) -> bool:
        """Whether the right password is enough to go on: not where others have guessed, without a second factor to follow."""
        return bool(self.by_account) or is_mfa_enabled(user, _SECOND_FACTORS)

    def take_back(self) -> None:
        """The password was right: it counts against nobody."""
        for usage in (self.by_address, self.by_account):
            if isinstance(usage, ratelimit.RateLimitUsage):
                usage.rollback()
