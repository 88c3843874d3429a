"""The e-mail to somebody who was appointed: the case by its reference alone, and for a new account the link that opens it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from wscb import clock, dates
from wscb.cases.models import Appointment, CaseMessage
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.invitation import first_password_path
from wscb.people.models import Role, User

KIND = "appointment"


def tell(appointment: Appointment, *, by: User, at: datetime) -> Message:
    """Queues the e-mail in the caller's transaction and puts it on the case."""
    case = appointment.case
    message = queue(kind=KIND, to=appointment.user, payload={"appointment": str(appointment.pk)}, by=by, at=at)
    CaseMessage.objects.create(case=case, message=message, about=f"Appointment in case {case.reference}")
    return message


@mail_kind(KIND)
def render_appointment(message: Message) -> Mail | None:
    """As things stand at sending; None once the appointment has ended. The link to a first password is made here and kept nowhere."""
    row = Appointment.objects.select_related("case", "user").get(pk=message.payload["appointment"])
    if row.withdrawn_on or row.starts_on is None or not row.user.is_active:
        return None
    is_new = not row.user.has_usable_password()
    path = reverse("cases:case", args=[row.case.reference])
    if is_new:
        path = first_password_path(row.user, then=path if row.starts_on <= clock.today() else "")
    return compose(
        "appointment",
        {
            "reference": row.case.reference,
            "role": Role(row.role).label.lower(),
            "starts": dates.long_date(row.starts_on),
            "ends": dates.long_date(row.ends_on) if row.ends_on else "",
            "is_new": is_new,
            "path": path,
        },
    )
