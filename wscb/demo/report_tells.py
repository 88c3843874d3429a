"""The report's part of a story: written, commented on, put before the Board, accepted, its lessons told.

A lead reviewer has to be appointed first: the checklist is theirs to answer.
"""

from __future__ import annotations

from reviews.actions import acceptance, lessons, publication, report
from reviews.actions.publication import Chosen
from reviews.models import ReportComment
from reviews.publishing import Assessment
from reviews.reporting import partners_of
from reviews.vocabularies import REPORT_CHECKLIST
from wscb.demo.teller import Teller, paper
from wscb.people.models import Organisation, User

SECTIONS = {
    "what_happened": "The child was seen by four services in two years. Each of them knew a part. Nobody put the parts together.",
    "why": "Each service waited for another to act. Records could not be read across. Staff had no one to ask.",
    "what_must_happen": "One named person holds the whole picture. Every visit ends with the child having been seen alone.",
    "good_practice": "The school nurse wrote down what the child said, in the child’s own words, and passed it on the same day.",
    "method": "Talks with those involved, one practitioners’ event, and a chronology put together from the records of four services.",
    "sources": "Records of four services, the talks, and national studies of serious case reviews.",
}

ASSESSMENT = Assessment(
    identified=True,
    identified_because="One respite house in the town takes children with this illness.",
    harmed=False,
    harmed_because="The family agrees to the lessons being known.",
)
LEARNING_POINTS = Chosen(choice="learning_points", reasons="The child could be known by the house that is spoken of.")
OPEN = 2  # partners whose acknowledgement is still awaited, of a review completed within RECENT days
RECENT = 40


class ReportTells(Teller):
    """What becomes of the report."""

    @property
    def lead(self) -> User:
        """The lead reviewer of this case. Raises LookupError where nobody is appointed."""
        appointed = self.the_case.appointments.filter(role="lead_reviewer", user__isnull=False).first()
        if appointed is None or appointed.user is None:
            raise LookupError("nobody leads this review yet")
        return appointed.user

    def draft_report(self, after: int) -> None:
        """A first version, on which two organisations comment: one is answered, one waits; a second version follows."""
        first, *others = self.the_case.involved_organisations.select_related("organisation")
        with self.on(after, 11) as day:
            report.write_report(case=self.the_case, by=self.lead, on=day, sections={**SECTIONS, "sources": ""})
        answered = self.comment(first.organisation, "The visit was on the Tuesday, not the Monday.", after + 8)
        for other in others[:1]:
            self.comment(
                other.organisation, "Page 4 says that our worker was told. She was on leave that week.", after + 10
            )
        with self.on(after + 12, 11) as day:
            report.answer_comment(case=self.the_case, by=self.lead, on=day, comment=answered, answer="Put right.")
            report.write_report(
                case=self.the_case,
                by=self.lead,
                on=day,
                sections=SECTIONS,
                changed="The day of the visit; the sources.",
            )

    def comment(self, organisation: Organisation, text: str, after: int) -> ReportComment:
        """The manager records what an organisation says of the report."""
        with self.on(after, 15) as day:
            return report.record_comment(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=organisation,
                text=text,
                received_on=day,
            )

    def submit(self) -> None:
        """The lead reviewer writes the report, has a passage kept back, answers the checklist and puts it before the Board."""
        answers = {word.code: {"answer": "yes", "where": "See the section of that name."} for word in REPORT_CHECKLIST}
        with self.on(self.story.submitted, 12) as day:
            report.write_report(case=self.the_case, by=self.lead, on=day, sections=SECTIONS)
            report.redact_report(
                case=self.the_case,
                by=self.lead,
                on=day,
                passage="The name of the school.",
                ground="legal",
                reason="An order of the family court forbids it.",
            )
            acceptance.answer_checklist(case=self.the_case, by=self.lead, on=day, answers=answers)
            report.submit_report(case=self.the_case, by=self.lead, on=day)

    def accept(self) -> None:
        """The Chair confirms the checklist and signs; partners are advised of the lessons, and most have acknowledged them."""
        self.recommend_publication()
        with self.on(self.story.accepted, 15) as day:
            acceptance.confirm_checklist(case=self.the_case, by=self.cast.chair, on=day)
            late = acceptance.late_completion(self.the_case, day)
            acceptance.accept_report(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                reasons="It answers the terms of reference, and says plainly what has to change.",
                delay_reasons="A trial had to be waited for." if late else "",
                publication=LEARNING_POINTS if self.the_case.process == "cr" else acceptance.NOTHING_CHOSEN,
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
        partners = list(partners_of(self.the_case))
        still = OPEN if self.story.days_ago - self.story.accepted <= RECENT else 0
        for place, partner in enumerate(partners):
            self.advise(partner, acknowledged=place < len(partners) - still)

    def recommend_publication(self) -> None:
        """The Subgroup's chair recommends what is to be published of a Case Review; of a Serious Case Review it is the whole report."""
        if self.the_case.process != "cr":
            return
        with self.on(self.story.submitted + 6, 10) as day:
            publication.recommend_publication(
                case=self.the_case,
                by=self.panel_chair,
                on=day,
                choice=LEARNING_POINTS.choice,
                reasons=LEARNING_POINTS.reasons,
                assessment=ASSESSMENT,
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )

    def advise(self, partner: Organisation, *, acknowledged: bool) -> None:
        """The manager advises a partner of the lessons, whose acknowledgement comes a week later where it has come."""
        with self.on(self.story.accepted + 3, 11) as day:
            advice = lessons.advise_partner(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=partner,
                sent_on=day,
                sent_by_name=self.cast.manager.name,
                copy=paper("lessons.txt", "Copy of the letter about the lessons.\n"),
            )
        if not acknowledged:
            return
        with self.on(self.story.accepted + 10, 11) as day:
            lessons.acknowledge_lessons(
                case=self.the_case, by=self.cast.manager, on=day, advice=advice, acknowledged_on=day, how="By e-mail."
            )
