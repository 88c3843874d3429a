"""What differs when a notification is logged for one kind of review or the other. All the rest of its pages is shared (SCR-01, CR-01).

One row a kind: the words of the pages, which questions say why a review is considered, what happens once it is logged.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviews.process import CR, SCR
from reviews.process.kinds import CASE_REVIEW, SERIOUS_CASE_REVIEW
from reviews.process.part import Kind
from wscb.cases.process import Process


@dataclass(frozen=True, kw_only=True)
class Notifying:
    """How a notification of this kind is taken.

    `choice` and `choice_hint` offer it on the start page; `title` heads its pages; `logs` is what is logged, in a sentence. The pages
    of `measured` say why a review is considered, each with its words in the list of what has to be answered, under `measured_as`.
    `first` is what is done about the incident itself, beside the Chair's referral.
    """

    kind: Kind
    table: Process
    choice: str
    choice_hint: str
    title: str
    logs: str
    measured_as: str
    measured: tuple[tuple[str, str], ...]
    first: str

    @property
    def measured_pages(self) -> tuple[str, ...]:
        """The pages that say why a review is considered."""
        return tuple(page for page, _ in self.measured)

    @property
    def logged_under(self) -> str:
        """The clause under which a notification is taken."""
        return self.kind.clause("SCR-01")

    @property
    def chair_refers(self) -> str:
        """What the Chair does next."""
        return f"The Board Chair refers the case to the {self.kind.panel}, or closes it with reasons ({self.kind.clause('SCR-05')})."


NOTIFYING = {
    one.kind.code: one
    for one in (
        Notifying(
            kind=SERIOUS_CASE_REVIEW,
            table=SCR,
            choice="A child has died or been seriously harmed, and a Serious Case Review may be needed",
            choice_hint="It goes to the Criteria Panel, which considers it against the criteria. Choose this if you are not sure.",
            title=SERIOUS_CASE_REVIEW.begins,
            logs="notification",
            measured_as="The criteria",
            measured=(("criteria", "The criteria for a review"), ("circumstances", "Special circumstances")),
            first="You tell Ofsted and the National Panel of the incident (SCR-08).",
        ),
        Notifying(
            kind=CASE_REVIEW,
            table=CR,
            choice="The threshold for a Serious Case Review is not reached, but there is much to learn",
            choice_hint="It goes straight to the Case Review Subgroup. You will be asked what there is to be learned.",
            title=CASE_REVIEW.begins,
            logs="incident",
            measured_as="The opportunity for learning",
            measured=(("learning", "What there is to be learned"),),
            first="The Subgroup decides whether Ofsted is told of the incident (CR-03).",
        ),
    )
}
"""By the code of the kind: `NOTIFYING[case.process]`."""
