"""What telling any part of a story needs: its case, its days, the clock held at each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from reviews.actions import notices
from reviews.process.kinds import KINDS
from reviews.process.part import Kind
from wscb import clock, dates
from wscb.cases.actions import meetings
from wscb.cases.models import Case
from wscb.demo.cast import Cast
from wscb.demo.forms_to_come import Receipt
from wscb.demo.story import Story
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User
from wscb.people.reauthentication import Reauthentication


def paper(name: str, text: str) -> CheckedUpload:
    """A small text file to upload."""
    return CheckedUpload(content=text.encode(), media_type="text/plain; charset=utf-8", safe_name=name)


@dataclass
class Teller:
    """One story being told: the case, and the day it has come to."""

    cast: Cast
    story: Story
    today: date
    case: Case | None = None
    receipts: list[Receipt] = field(default_factory=list)

    def day(self, after: int) -> date:
        """The day so many days after the notification; never in the future."""
        return min(self.today, self.today - timedelta(days=self.story.days_ago - after))

    @property
    def of_kind(self) -> Kind:
        """The kind of review."""
        return KINDS[self.story.process]

    @property
    def decided(self) -> int:
        """How many days after the notification the Chair decides."""
        return 20 + self.story.slow

    @property
    def the_case(self) -> Case:
        """The case, read afresh."""
        if self.case is None:
            raise LookupError("the story has not begun")
        return Case.objects.get(pk=self.case.pk)

    @contextmanager
    def on(self, after: int, hour: int = 10) -> Iterator[date]:
        """Holds the clock at an hour of a day of the story, at the latest a minute ago."""
        day = self.day(after)
        moment = datetime.combine(day, time(hour), tzinfo=dates.LONDON)
        with clock.held_at(min(moment, clock.now() - timedelta(minutes=1))):
            yield day

    def may_sit(self, user: User) -> bool:
        """Whether a member has no interest in the case."""
        from wscb.cases.access import has_tie

        return not has_tie(user, self.the_case, on=clock.today())

    @property
    def panel_chair(self) -> User:
        """Whoever chairs the panel of this case, or the Subgroup."""
        meeting = meetings.current_meeting(self.the_case)
        seat = meeting.attendances.filter(seat="chair").first() if meeting else None
        if seat is not None:
            return seat.user
        either = (self.cast.panel_chair, self.cast.vice_chair)
        return next(one for one in (either if self.story.process == "scr" else either[::-1]) if self.may_sit(one))

    def notify(self, act: str, after: int) -> None:
        """The manager records a notice with its copy."""
        if self.story.running:
            return
        record = notices.record_outcome_notice if "outcome" in act else notices.record_notice
        with self.on(after, 15) as day:
            record(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                act=act,
                sent_on=day,
                sent_by_name=self.cast.manager.name,
                their_reference=f"N-{self.story.days_ago:03}",
                copy=paper("notice.txt", "Copy of the notice that was sent.\n"),
            )

    def receive(self, act: str) -> None:
        """The manager takes receipt of a form now: after the telling, once the form has been rendered."""
        self.receipts.append(Receipt(case=str(self.the_case.pk), act=act, at=clock.now().isoformat()))

    def signature(self) -> Reauthentication:
        """Confirmed by password, as on the page."""
        return Reauthentication(method="password", at=clock.now())
