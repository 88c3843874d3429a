"""The report's part of a story: written, commented on, put before the Board, accepted, its lessons told.

`appoint` a lead reviewer first: the checklist is theirs to answer.
"""

from __future__ import annotations

from reviews.actions import acceptance, lessons, report
from reviews.reporting import partners_of
from reviews.vocabularies import REPORT_CHECKLIST
from wscb.demo.teller import Teller, paper
from wscb.people.models import User

SECTIONS = {
    "what_happened": "The child was seen by four services in two years. Each of them knew a part. Nobody put the parts together.",
    "why": "Each service waited for another to act. Records could not be read across. Staff had no one to ask.",
    "what_must_happen": "One named person holds the whole picture. Every visit ends with the child having been seen alone.",
    "good_practice": "The school nurse wrote down what the child said, in the child’s own words, and passed it on the same day.",
    "method": "Talks with those involved, one practitioners’ event, and a chronology put together from the records of four services.",
    "sources": "Records of four services, the talks, and national studies of serious case reviews.",
}


class ReportTells(Teller):
    """What becomes of the report."""

    @property
    def lead(self) -> User:
        """The lead reviewer of this case. Raises LookupError where nobody is appointed."""
        appointed = self.the_case.appointments.filter(role="lead_reviewer", user__isnull=False).first()
        if appointed is None or appointed.user is None:
            raise LookupError("nobody leads this review yet")
        return appointed.user

    def write_report(self, after: int) -> None:
        """The lead reviewer keeps a version; an organisation's comment on it is recorded and answered."""
        with self.on(after, 11) as day:
            report.write_report(case=self.the_case, by=self.lead, on=day, sections=SECTIONS)
            involved = self.the_case.involved_organisations.select_related("organisation").first()
            if involved is None:
                return
            comment = report.record_comment(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=involved.organisation,
                text="The visit was on the Tuesday, not the Monday.",
                received_on=day,
            )
            report.answer_comment(case=self.the_case, by=self.lead, on=day, comment=comment, answer="Put right.")

    def submit_report(self, after: int) -> None:
        """The lead reviewer answers the checklist and puts the report before the Board."""
        answers = {word.code: {"answer": "yes", "where": "See the section of that name."} for word in REPORT_CHECKLIST}
        with self.on(after, 12) as day:
            acceptance.answer_checklist(case=self.the_case, by=self.lead, on=day, answers=answers)
            report.submit_report(case=self.the_case, by=self.lead, on=day)

    def accept_report(self, after: int) -> None:
        """The Chair confirms the checklist and signs; the first partner is then advised of the lessons."""
        with self.on(after, 15) as day:
            acceptance.confirm_checklist(case=self.the_case, by=self.cast.chair, on=day)
            acceptance.accept_report(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                reasons="It answers the terms of reference.",
                delay_reasons="A trial had to be waited for.",
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
            partner = partners_of(self.the_case).first()
            if partner is None:
                return
            lessons.advise_partner(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                organisation=partner,
                sent_on=day,
                sent_by_name=self.cast.manager.name,
                copy=paper("lessons.txt", "Copy of the letter about the lessons.\n"),
            )
