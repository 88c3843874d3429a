"""From the decision to hold a review to the day its work begins: who chairs and leads it, and its terms of reference."""

from __future__ import annotations

from reviews.actions import beginning, names
from wscb.cases.actions import appointments, declarations, terms
from wscb.cases.actions.appointments import Newcomer
from wscb.cases.models import Appointment
from wscb.demo.teller import Teller, paper
from wscb.people.models import Role, User

QUALIFICATIONS = {
    Role.REVIEW_CHAIR: "Has chaired nine reviews in other areas, two of them of deaths in custody.",
    Role.LEAD_REVIEWER: "Has led six reviews elsewhere; trained in the systems methodology.",
}
NEWCOMER = Newcomer("Marta Lindholm", "marta.lindholm@calderhill.example")


class ReviewTells(Teller):
    """What happens between the decision and the beginning of the work."""

    def appoint_leads(self) -> None:
        """A chair and a lead reviewer are proposed, appointed and declare that they are independent, as far as the story goes."""
        chair = self.propose(Role.REVIEW_CHAIR, self.cast.review_chair, self.decided + 3)
        lead = self.propose(Role.LEAD_REVIEWER, self.who_leads(), self.decided + 4)
        if self.story.leads == "proposed":
            return
        self.appoint(chair, self.decided + 6)
        self.appoint(lead, self.story.days_ago if self.story.newcomer else self.decided + 6)
        if self.story.leads == "appointed":
            return
        self.declare_on_paper(chair, self.decided + 8)
        self.declare(lead, self.decided + 8)
        self.tell_names(lead)
        self.agree_terms()

    def who_leads(self) -> User | Newcomer:
        """Somebody new to the Board, or of the Board itself where a Case Review allows it, or the account of the demo."""
        if self.story.newcomer:
            return NEWCOMER
        return self.cast.lead_reviewer if self.the_case.process == "scr" else self.cast.board_reviewer

    def propose(self, role: Role, person: User | Newcomer, after: int) -> Appointment:
        """The manager proposes somebody, with what shows that they are qualified."""
        with self.on(after, 11) as day:
            return appointments.propose_appointment(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                role=role,
                person=person,
                qualifications=QUALIFICATIONS[role],
            )

    def appoint(self, proposed: Appointment, after: int) -> None:
        """The Chair appoints them from that day."""
        with self.on(after, 9) as day:
            appointments.appoint(case=self.the_case, by=self.cast.chair, on=day, appointment=proposed, starts_on=day)

    def declare(self, made: Appointment, after: int) -> None:
        """They sign the declaration themselves."""
        with self.on(after, 14) as day:
            declarations.declare_independence(
                case=self.the_case, by=made.user, on=day, appointment=made, confirmed=self.signature()
            )

    def declare_on_paper(self, made: Appointment, after: int) -> None:
        """The manager records the paper that they signed."""
        with self.on(after, 10) as day:
            declarations.declare_independence(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                appointment=made,
                confirmed=self.signature(),
                paper=paper("declaration.txt", "Copy of the signed declaration.\n"),
                declared_on=day,
            )

    def tell_names(self, lead: Appointment) -> None:
        """The National Panel is told who leads a Serious Case Review, and advises."""
        if self.the_case.process != "scr":
            return
        with self.on(self.decided + 9, 15) as day:
            notice = names.tell_names(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                appointment=lead,
                sent_on=day,
                sent_by_name=self.cast.manager.name,
                copy=paper("names.txt", "Copy of the letter to the National Panel.\n"),
            )
        if self.story.days_ago < self.decided + 25:
            return
        with self.on(self.decided + 25, 15) as day:
            names.record_names_advice(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                notice=notice,
                response="Noted. The appointment stands.",
                advice="The panel has no concern.",
                received_on=day,
            )

    def agree_terms(self) -> None:
        """The Chair agrees the last version of the terms of reference."""
        last = self.the_case.terms_of_reference.order_by("-version").first()
        if last is None:
            return
        with self.on(self.decided + 9, 16) as day:
            terms.agree_terms(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                terms=last,
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )

    def begin(self) -> None:
        """The work begins; the family is told what is to be published."""
        with self.on(self.decided + 10, 10) as day:
            beginning.begin_review(case=self.the_case, by=self.cast.manager, on=day)
        with self.on(self.decided + 20, 10) as day:
            beginning.discuss_publication(
                case=self.the_case,
                by=self.cast.review_chair,
                on=day,
                with_whom="The mother and the grandparents",
                held_on=day,
                spoken_by=self.cast.review_chair.name,
                said="They want to read the report before anybody else does, and asked that no photograph is used.",
            )
