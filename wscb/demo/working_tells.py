"""The work of a review: what organisations are asked for and send, and the chronology put together from it."""

from __future__ import annotations

from datetime import date, timedelta

from reviews.actions import chronology, chronology_imports
from reviews.chronology.happening import Happening
from wscb.cases import returns
from wscb.cases.actions import information, representing
from wscb.cases.enums import Engagement, InformationKind
from wscb.cases.information_words import QUALITY
from wscb.cases.models import InformationRequest
from wscb.demo.events import BY_HAND, COMMENT, IMPORTED, Event
from wscb.demo.teller import Teller, paper
from wscb.people.models import User

ABOUT = "The child of whom your organisation was told by telephone."
QUESTION = "What contact did your organisation have with the family, why did staff act as they did, and what has changed since?"
ANSWER = (
    "Our staff met the family eleven times. On four of these the child was not seen. The records show that each worker "
    "took the last worker’s word, and that supervision looked at the number of visits and not at what was found."
)


class WorkingTells(Teller):
    """What organisations and reviewers do while the review is under way."""

    def ask_quietly(self) -> None:
        """One organisation is asked for its report, sends it, and it is accepted; another never answers, and the review ends without."""
        request = self.ask(self.story.involved[0], self.decided + 12)
        self.send(request, self.decided + 40)
        self.check(request, self.decided + 43)
        if self.story.accepted:
            self.ask(self.story.involved[-1], self.decided + 60)

    def ask_everybody(self) -> None:
        """A report of each organisation, every one in another state; the last of them of this month."""
        accepted = self.ask("council", self.decided + 12)
        self.send(accepted, self.decided + 45)
        self.check(accepted, self.decided + 48)
        sent_back = self.ask("community", self.decided + 12)
        self.send(sent_back, self.decided + 50)
        self.check(sent_back, self.decided + 55, missing="The months before the birth, and why the visits stopped.")
        told = self.ask("school", self.decided + 14, kind=InformationKind.BRIEF)
        self.send(told, self.decided + 20)
        self.check(told, self.decided + 22)
        self.ask("police", self.decided + 60)
        returned = self.ask("police", self.decided + 100, kind=InformationKind.CHRONOLOGY)
        self.send(returned, self.story.days_ago - 2)
        self.decline("housing", self.decided + 30)
        self.write_half("hospital", self.story.days_ago - 20)
        self.ask("school", self.story.days_ago - 9)  # nobody is named who answers: the manager is told

    def ask(self, key: str, after: int, *, kind: str = InformationKind.AGENCY_REPORT) -> InformationRequest:
        """The manager names who answers for the organisation, and asks it."""
        organisation = self.cast.organisations[key]
        answering = self.cast.answering.get(key)
        with self.on(after, 10) as day:
            if answering and not self.the_case.representatives.filter(user=answering).exists():
                representing.name_representative(
                    case=self.the_case, by=self.cast.manager, on=day, organisation=organisation, user=answering
                )
            return information.ask_information(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=organisation,
                question=QUESTION,
                kind=kind,
                about=ABOUT,
            )

    def _answering(self, request: InformationRequest) -> User | None:
        return next(
            (user for user in self.cast.answering.values() if user.organisation_id == request.organisation_id), None
        )

    def _write(self, request: InformationRequest, by: User, day: date, *, whole: bool) -> int:
        kept = returns.begin(request, by=by)
        answers: dict[str, object] = {
            "author_name": "Helen Garside",
            "author_role": "Independent author",
            "author_independent": True,
            "nil_return": False,
            "answer": ANSWER,
        }
        if whole:
            answers |= {
                "finished": True,
                "officer_name": "Martin Leigh",
                "officer_role": "Assistant director",
                "officer_signed_on": day,
            }
        return returns.save(request, by=by, seen=kept.version, answers=answers).version

    def send(self, request: InformationRequest, after: int) -> None:
        """The representative writes the return and sends it; where nobody answers in this service, a letter comes."""
        by = self._answering(request)
        with self.on(after, 16) as day:
            if by is None:
                information.receive_information(
                    case=self.the_case,
                    by=self.cast.manager,
                    on=day,
                    request=request,
                    received_on=day,
                    answer="Attendance fell from 96 to 71 per cent in a year. The head teacher rang social care twice.",
                    upload=paper("letter.txt", "Copy of the letter.\n"),
                )
                return
            seen = self._write(request, by, day, whole=True)
            representing.submit_information(case=self.the_case, by=by, on=day, request=request, seen=seen)

    def check(self, request: InformationRequest, after: int, *, missing: str = "") -> None:
        """The manager accepts it, or sends it back with what is missing."""
        points = {code: "yes" for code, _label in QUALITY.choices}
        with self.on(after, 10) as day:
            information.check_information(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                request=request,
                points={**points, "whole_period": "no"} if missing else points,
                accepted=not missing,
                missing=missing,
                new_due_on=day + timedelta(days=28) if missing else None,
            )

    def decline(self, key: str, after: int) -> None:
        """An organisation does not take part."""
        with self.on(after, 12) as day:
            representing.record_engagement(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=self.cast.organisations[key],
                engagement=Engagement.DECLINED,
                declined_because="Its files of that time went to another landlord, which holds nothing.",
            )

    def write_half(self, key: str, after: int) -> None:
        """Half a return is written, and more time is asked for."""
        request, by = self.ask(key, after), self.cast.answering[key]
        with self.on(self.story.days_ago - 1, 15) as day:
            self._write(request, by, day, whole=False)
            representing.ask_more_time(
                case=self.the_case,
                by=by,
                on=day,
                request=request,
                until=self.today + timedelta(days=45),
                because="The author has been ill.",
            )

    def put_together(self) -> None:
        """Two chronologies come as spreadsheets, a third is typed in; the lead reviewer comments on one entry."""
        for key, events in IMPORTED.items():
            with self.on(self.decided + 60, 13) as day:
                organisation = self.cast.organisations[key]
                told = [(number, self.happening(key, event)) for number, event in enumerate(events, start=2)]
                cells = [(number, (event.what, event.response)) for number, event in enumerate(events, start=2)]
                chronology_imports.import_entries(
                    case=self.the_case,
                    by=self.cast.lead_reviewer,
                    on=day,
                    organisation=organisation,
                    file_name="chronology.xlsx",
                    content=chronology_imports.content_hash(organisation, cells),
                    entries=told,
                )
        with self.on(self.decided + 65, 13) as day:
            by, entered = self.cast.lead_reviewer, None
            for key, event in BY_HAND:
                entered = chronology.add_entry(case=self.the_case, by=by, on=day, told=self.happening(key, event))
            if entered is not None:
                chronology.comment_on_entry(case=self.the_case, by=by, on=day, entry=entered, text=COMMENT)

    def happening(self, key: str, event: Event) -> Happening:
        """An event so many days before the notification, as an entry of the organisation."""
        return Happening(
            organisation=self.cast.organisations[key],
            event=event.what,
            happened_on=self.day(-event.days_before),
            happened_at=event.at,
            precision=event.precision,
            when_words=event.when_words,
            source=event.source,
            child_seen=event.child_seen,
            child_words=event.child_words,
            response=event.response,
            reasons=event.reasons,
        )
