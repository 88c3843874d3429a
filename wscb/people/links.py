"""Links sent by e-mail: made, checked, used up. Each works once, for one person, for a short while, until a newer one is sent."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from allauth.account.utils import user_pk_to_url_str
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from kombu.exceptions import OperationalError

from wscb import clock
from wscb.people.models import EmailedLink, User

log = structlog.get_logger(__name__)
SEND = "wscb.people.tasks.send_links"
_KEPT = timedelta(days=7)


class LinkTokens:
    """What allauth’s pages ask to make and to check the secret of a link."""

    def make_token(self, user: User) -> str:
        """The secret of a link to a new password."""
        return new_secret(user, EmailedLink.Purpose.RESET)

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Whether the link is this person’s, the newest, unused and not too old."""
        return user is not None and user.is_active and _standing(user, token or "").exists()


@transaction.atomic
def new_secret(user: User, purpose: EmailedLink.Purpose) -> str:
    """The secret of a new link; every earlier one of this person ends."""
    end_links(user)
    secret = secrets.token_urlsafe(32)
    _give_secret(EmailedLink(user=user, purpose=purpose), secret)
    return secret


@transaction.atomic
def spend(user: User, secret: str) -> bool:
    """Use the link up. False where it no longer works: of two who send it at once, one comes first."""
    link = _standing(user, secret).select_for_update().first()
    if link is None:
        return False
    end_links(user)
    return True


def end_links(user: User) -> None:
    """End every link of this person that still works."""
    for link in EmailedLink.objects.filter(user=user, ended_at=None).exclude(secret_hash=""):
        link.ended_at = clock.now()
        link.save(update_fields=["ended_at"])


def ask(email: str) -> None:
    """Ask for a link to a new password. The same is done for an address that nobody here has."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    EmailedLink.objects.create(user=user, purpose=EmailedLink.Purpose.RESET)
    transaction.on_commit(_ring)


def send_asked() -> int:
    """Send the links that were asked for. Returns how many; one whose mail fails is tried again with the next ring."""
    asked = EmailedLink.objects.filter(secret_hash="", ended_at=None).values_list("pk", flat=True)
    return sum(_send(pk) for pk in list(asked))


def path_of(user: User, secret: str) -> str:
    """The path of the page on which the link’s person sets a password."""
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": secret})


def sweep_links(*, now: datetime) -> int:
    """Forget links a week after they were asked for. Returns how many there were."""
    swept, _ = EmailedLink.objects.filter(asked_at__lt=now - _KEPT).delete()
    return swept


def _send(pk: UUID) -> bool:
    try:
        with transaction.atomic():
            link = EmailedLink.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if link is None or link.secret_hash or link.ended_at:
                return False
            if link.user is None or not link.user.is_active:
                link.ended_at = clock.now()
                link.save(update_fields=["ended_at"])
                return False
            end_links(link.user)
            secret = secrets.token_urlsafe(32)
            _give_secret(link, secret)
            context = {"password_reset_url": settings.OFFICE_URL + path_of(link.user, secret)}
            EmailMessage(
                subject=render_to_string("account/email/password_reset_key_subject.txt").strip(),
                body=render_to_string("account/email/password_reset_key_message.txt", context),
                to=[link.user.email],
            ).send()
    except OSError:
        log.warning("link_not_sent", link=str(pk))
        return False
    return True


def _give_secret(link: EmailedLink, secret: str) -> None:
    ages = {
        EmailedLink.Purpose.INVITATION: settings.INVITATION_AGE,
        EmailedLink.Purpose.RESET: settings.RESET_LINK_AGE,
    }
    link.secret_hash = _hash(secret)
    link.expires_at = clock.now() + ages[EmailedLink.Purpose(link.purpose)]
    link.save()


def _standing(user: User, secret: str):  # type: ignore[no-untyped-def]
    return EmailedLink.objects.filter(user=user, secret_hash=_hash(secret), ended_at=None, expires_at__gt=clock.now())


def _hash(secret: str) -> str:
    """A hash without salt is enough for 32 random bytes."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _ring() -> None:
    try:
        current_app.send_task(SEND, retry=False, ignore_result=True)
    except (OperationalError, OSError) as problem:
        log.warning("broker_not_reached", problem=type(problem).__name__)
