"""The link by which a person who was added sets their first password. Nobody registers themselves."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from wscb.people import links
from wscb.people.actions.permission import By
from wscb.people.models import EmailedLink, User
from wscb.trail.record import record


def first_password_path(user: User, *, then: str = "") -> str:
    """The path of the page on which the person sets a password; it works once, not for long, and ends every earlier one.

    They are then signed in, by way of the second factor, and come to the path `then`; without one, to their work.
    """
    path = links.path_of(user, links.new_secret(user, EmailedLink.Purpose.INVITATION))
    return f"{path}?{urlencode({REDIRECT_FIELD_NAME: then})}" if then else path


def invite(user: User, *, by: By) -> None:
    """Send the link by e-mail and write it to the trail. Raises `OSError` where the mail server cannot be reached.

    Called after the account's own transaction: the account stands though the mail fails, and can be invited again.
    """
    link = settings.OFFICE_URL + first_password_path(user)
    context = {
        "link": link,
        "days": settings.INVITATION_AGE.days,
        "sign_in": settings.OFFICE_URL + "/account/login/",
        "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "service_name": settings.SERVICE_NAME,
        "board_name": settings.BOARD_NAME,
    }
    EmailMessage(
        subject=render_to_string("account/email/invitation_subject.txt").strip(),
        body=render_to_string("account/email/invitation_message.txt", context),
        to=[user.email],
    ).send()
    with transaction.atomic():
        record("person.invited", by=by, subject=user)
