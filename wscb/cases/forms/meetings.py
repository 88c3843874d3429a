"""Forms about the panel's meeting: convening and changing it, who came, adjourning (SCR-05)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest

from wscb import clock, dates
from wscb.cases import panels, rules
from wscb.cases.enums import Presence, Seat
from wscb.cases.forms.base import ActForm
from wscb.cases.forms.fields import TimeField
from wscb.cases.models import Attendance, Meeting
from wscb.cases.panels import Candidate
from wscb.people.models import User
from wscb.web.forms import CheckboxesField, ConfirmField, DateField, LineField, RadiosField, TextField
from wscb.web.forms.base import REVISION

FIND = "find"


class MeetingForm(ActForm):
    """When and where the panel meets, who chairs it and who sits on it.

    People are co-opted by name: the button called `FIND` shows the form again with those found, and nothing else is done.
    A day after the panel's limit has to be confirmed.
    """

    asks_when = True

    meets_on = DateField(label="Date of the meeting", enter="Enter the date of the meeting", label_size="m")
    late_confirmed = ConfirmField(label="", optional=True)
    meets_at = TimeField(label="Time", enter="Enter the time of the meeting", label_size="m")
    place = LineField(
        label="Place",
        enter="Enter where the panel meets",
        hint="A room, or “by video”. It stands in the invitations: name no child.",
        label_size="m",
    )
    chair = RadiosField(
        label="Chair of this meeting", choices=[], enter="Select who chairs the meeting", label_size="m"
    )
    member = CheckboxesField(label="Members", choices=[], optional=True, label_size="m")
    co_opted = CheckboxesField(label="Co-opted people", choices=[], optional=True, hint="", label_size="s")
    called = LineField(
        label="Name of somebody to co-opt",
        optional=True,
        hint="Somebody without a seat on the panel who has an account. Part of the name will do.",
        autocomplete="off",
    )

    def __init__(self, *args: Any, request: HttpRequest, meeting: Meeting | None = None, **kwargs: Any) -> None:
        self.is_search = request.method == "POST" and FIND in request.POST
        initial = self._typed(request) if self.is_search else _as_it_stands(meeting)
        if self.is_search:
            kwargs["data"] = None  # shown again as it was typed, nothing checked
        super().__init__(*args, request=request, initial=initial, **kwargs)
        today = clock.today()
        self.chairs, self.members = panels.panel_of(self.case, on=today)
        self.found = self._found(today)
        self._users = {str(one.user.pk): one.user for one in (*self.members, *self.found)}
        self._offer("chair", self.chairs)
        self._offer("member", self.members)
        self._offer("co_opted", self.found)
        quorum = rules.rules_of(self.case).figures["quorum"]
        self.fields["member"].help_text = f"The panel is quorate with {quorum}, its chair included."
        self._ask_about_lateness()

    @property
    def hidden(self) -> dict[str, str]:
        """As every form's; a search keeps the revision that was read, so that a change meanwhile is still told."""
        kept = {REVISION: self.request.POST.get(REVISION, "")} if self.is_search else {}
        return super().hidden | kept

    @property
    def nobody_found(self) -> bool:
        """Whether a search by name was made and found nobody."""
        return self.is_search and self.names_somebody and not self.newly_found

    @property
    def names_somebody(self) -> bool:
        """Whether a name to look for was typed."""
        return bool(str(self["called"].value() or "").strip())

    @property
    def not_eligible(self) -> dict[str, list[User]]:
        """By field, those whom an interest keeps off the panel."""
        lists = {"chair": self.chairs, "member": self.members, "co_opted": self.found}
        return {name: [one.user for one in candidates if one.has_tie] for name, candidates in lists.items()}

    def answers(self) -> dict[str, Any]:
        """The facts as `convene` and `reconvene` take them; the moment is aware."""
        cleaned = self.cleaned_data
        return {
            "starts_at": datetime.combine(cleaned["meets_on"], cleaned["meets_at"], tzinfo=dates.LONDON),
            "place": cleaned["place"],
            "chair": self._users[cleaned["chair"]],
            "members": self._chosen("member"),
            "co_opted": self._chosen("co_opted"),
        }

    def _typed(self, request: HttpRequest) -> dict[str, Any]:
        boxes = {**{name: field.widget for name, field in self.base_fields.items()}, "on": DateField(label="").widget}
        return {name: box.value_from_datadict(request.POST, request.FILES, name) for name, box in boxes.items()}

    def _chosen(self, name: str) -> list[User]:
        return [self._users[pk] for pk in self.cleaned_data[name]]

    def _offer(self, name: str, candidates: Iterable[Candidate]) -> None:
        eligible = [one.user for one in candidates if not one.has_tie]
        field: Any = self.fields[name]
        field.choices = [(str(user.pk), user.name) for user in eligible]
        field.item_hints = {str(user.pk): user.organisation.name for user in eligible if user.organisation}

    def _found(self, today: date) -> list[Candidate]:
        """Those ticked or co-opted already, and those with the name that was looked for."""
        kept = self["co_opted"].value() or []
        ticked = User.objects.filter(pk__in=_uuids(kept), is_active=True).select_related("organisation")
        words = str(self["called"].value() or "") if self.is_search else ""
        self.newly_found = panels.people_called(words, self.case, on=today)
        found = {one.user.pk: one for one in panels.with_ties(self.case, ticked, on=today)}
        found |= {one.user.pk: one for one in self.newly_found}
        return list(found.values())

    def _ask_about_lateness(self) -> None:
        limit = panels.panel_limit(self.case)
        field: Any = self.fields["meets_on"]
        day = _real_day(field, self["meets_on"].value())
        if limit is None or day is None or not panels.meets_too_late(self.case, day):
            del self.fields["late_confirmed"]
            return
        ends = dates.long_date(limit.due_on)
        period = rules.rules_of(self.case).periods[limit.code]
        weeks = period.words or str(period)
        panel = self.case.table.panel_spoken
        self.late_words = f"The {panel} would meet after the {weeks}, which end on {ends}."
        confirm = self.fields["late_confirmed"]
        confirm.label = f"The panel will meet after the {weeks} all the same"
        confirm.help_text = "The reasons will be asked for and go to the Board Chair."
        if self.is_bound:
            confirm.required = True
            confirm.error_messages["required"] = (
                f"{self.late_words} Choose an earlier date, or tick that it will meet late"
            )


def _as_it_stands(meeting: Meeting | None) -> dict[str, Any]:
    """The present meeting as the form shows it."""
    if meeting is None:
        return {}
    local = meeting.starts_at.astimezone(dates.LONDON)
    seats = list(meeting.attendances.filter(withdrawn_on__isnull=True))

    def seated(seat: Seat) -> list[str]:
        return [str(one.user_id) for one in seats if one.seat == seat]

    return {
        "meets_on": local.date(),
        "meets_at": local.time(),
        "place": meeting.place,
        "chair": next(iter(seated(Seat.CHAIR)), ""),
        "member": seated(Seat.MEMBER),
        "co_opted": seated(Seat.CO_OPTED),
    }


def _real_day(field: DateField, value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return field.clean(value)
    except ValidationError:
        return None


def _uuids(values: Iterable[str]) -> list[UUID]:
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


class AttendanceForm(ActForm):
    """Who came to the meeting, one answer a seat; dissent; and why it went on without quorum."""

    held_on = DateField(
        label="When the panel met", enter="Enter the date on which the panel met", past=True, label_size="m"
    )
    dissent = TextField(
        label="Dissent",
        optional=True,
        hint="Who did not agree, with what, and why. Leave empty if everybody agreed.",
        label_size="m",
    )
    inquorate_because = TextField(
        label="Why it went on without quorum",
        optional=True,
        hint="Needed only where fewer attended than the quorum.",
        max_length=4000,
        label_size="m",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        initial = {"held_on": meeting.held_on or meeting.starts_at.astimezone(dates.LONDON).date()}
        initial |= {"dissent": meeting.dissent, "inquorate_because": meeting.inquorate_because}
        super().__init__(*args, initial=initial, **kwargs)
        self.seats = list(meeting.attendances.filter(withdrawn_on__isnull=True).select_related("user__organisation"))
        self.seats.sort(key=lambda seat: (list(Seat).index(Seat(seat.seat)), seat.user.name))
        for seat in self.seats:
            self.fields[_presence(seat)] = _presence_field(seat)
        self.order_fields(["held_on", *map(_presence, self.seats)])

    @property
    def presence_fields(self) -> list[BoundField]:
        """The questions of who came, one a seat: chair, members, co-opted people."""
        return [self[_presence(seat)] for seat in self.seats]

    def presences(self) -> dict[User, str]:
        """What was answered for each person."""
        return {seat.user: self.cleaned_data[_presence(seat)] for seat in self.seats}


def _presence(seat: Attendance) -> str:
    return f"presence_{seat.pk}"


def _presence_field(seat: Attendance) -> RadiosField:
    words = [seat.user.name, seat.get_seat_display().lower()]
    if seat.user.organisation:
        words.append(seat.user.organisation.name)
    return RadiosField(
        label=", ".join(words),
        choices=[(one.value, one.label) for one in Presence if one is not Presence.INVITED],
        enter=f"Select whether {seat.user.name} attended",
        initial="" if seat.presence == Presence.INVITED else seat.presence,
        inline=True,
        label_size="s",
    )


class AdjournForm(ActForm):
    """Why the panel adjourned."""

    asks_when = True

    because = TextField(
        label="Why the panel adjourned", enter="Enter why the panel adjourned", max_length=4000, label_size="m"
    )
