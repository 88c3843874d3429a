"""The account with the provider: whose it is, bound once, released by a system administrator."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import clock
from wscb.people.actions.permission import By, demand_system_administrator
from wscb.people.actions.recording import save
from wscb.people.models import ProviderAccount, User
from wscb.trail.record import record


@transaction.atomic
def person_of_provider(*, issuer: str, subject: str, email: str) -> User | None:
    """The person who was invited and whose account with the provider this is; None where there is none.

    By the account where it is bound; else by the verified address (`email`, empty where it is not verified), which binds
    it: from then on the address counts no more, and no other account of the provider's opens this person's.
    """
    bound = (
        ProviderAccount.objects.select_related("user").filter(issuer=issuer, subject=subject, released_at=None).first()
    )
    if bound is not None:
        return bound.user if bound.user.is_active else None
    user = User.objects.select_for_update().filter(email=email, is_active=True).first() if email else None
    if user is None or ProviderAccount.objects.filter(issuer=issuer, user=user, released_at=None).exists():
        return None
    save(ProviderAccount(user=user, issuer=issuer, subject=subject), by=user)
    record("person.provider_bound", by=user, subject=user)
    return user


def provider_account_of(user: User, issuer: str) -> ProviderAccount | None:
    """The provider's account that the person signs in with."""
    return ProviderAccount.objects.filter(user=user, issuer=issuer, released_at=None).first()


@transaction.atomic
def release_provider_account(*, account: ProviderAccount, by: By, on: date) -> None:
    """Let the person's next sign-in bind another account. Raises `Refused` when `by` is not a system administrator."""
    demand_system_administrator(by, on)
    account.released_at = clock.now()
    save(account, by=by)
    record("person.provider_released", by=by, subject=account.user)
