"""Who is heard in a review: somebody of the family who contributes, another who declines, a professional."""

from __future__ import annotations

from reviews.actions import contributing, invitations
from reviews.models import Contributor, InvitationOutcome
from wscb.demo.teller import Teller

ASKED = "What helped your family, what did not, and what difference did it make?"
MOTHER, GRANDFATHER, WORKER = (
    ("Lorna Keel", "mother"),
    ("Walter Keel", "grandfather"),
    ("Dawn Sefton", "health visitor"),
)
SAID = (
    "The nurse at school was the only one who asked him anything. The others came, looked round the room and went. Twice we were told "
    "that somebody would ring, and nobody did."
)
TOLD = "That the review looks for what can be learned and blames nobody; that the report is shown to them before it is published."


class HearingTells(Teller):
    """What the review team records of those it hears, who are named to the team alone."""

    def hear(self) -> None:
        """The mother comes to a meeting; the grandfather declines; of a busy story a professional has still to answer on their own page."""
        mother = self.identify(*MOTHER, self.decided + 15)
        grandfather = self.identify(*GRANDFATHER, self.decided + 15)
        self.invite(mother, self.decided + 18)
        self.invite(grandfather, self.decided + 18)
        with self.on(self.decided + 30, 14) as day:
            invitations.record_contribution(
                case=self.the_case,
                by=self.cast.review_chair,
                on=day,
                person=mother,
                how="meeting",
                given_on=day,
                of_help=SAID,
            )
        self.conclude(mother, InvitationOutcome.CONTRIBUTED, "", self.decided + 31)
        self.conclude(grandfather, InvitationOutcome.DECLINED, "He would rather not speak of it.", self.decided + 32)
        if self.story.busy:
            self.ask_worker()

    def identify(self, name: str, relationship: str, after: int) -> Contributor:
        """Somebody of the family is to be invited."""
        with self.on(after, 10) as day:
            return contributing.identify_family(
                case=self.the_case, by=self.cast.manager, on=day, name=name, relationship=relationship
            )

    def invite(self, person: Contributor, after: int, *, email: str = "") -> None:
        """They are invited, with somebody at their side; by e-mail they get a page of their own."""
        with self.on(after, 11) as day:
            invitations.invite_contributor(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                person=person,
                invited_on=day,
                invited_how="email" if email else "in_person",
                invited_by_name=self.cast.review_chair.name,
                supported_how="An advocate goes with them; they chose the place.",
                asked=ASKED,
                email=email,
            )

    def conclude(self, person: Contributor, outcome: InvitationOutcome, because: str, after: int) -> None:
        """What came of the invitation."""
        with self.on(after, 12) as day:
            invitations.record_outcome(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                person=person,
                outcome=outcome,
                because=because,
                expectations=TOLD,
            )

    def ask_worker(self) -> None:
        """A professional was invited yesterday, to a page of their own."""
        with self.on(self.story.days_ago - 1, 10) as day:
            worker = contributing.identify_professional(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                name=WORKER[0],
                relationship=WORKER[1],
                organisation=self.cast.organisations["community"],
            )
        self.invite(worker, self.story.days_ago, email="dawn.sefton@merseyvalley.example")
