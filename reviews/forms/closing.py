"""Forms of the Chair's first answer to a notification: referring it, or closing it (SCR-01, SCR-05)."""

from typing import Any

from reviews.forms.drafted import offer
from reviews.process.kinds import KINDS
from wscb.cases.enums import WITHOUT_DECISION, ClosedAs
from wscb.cases.forms.base import ActForm, SignedActForm
from wscb.cases.models import Case
from wscb.web.forms import LineField, RadiosField, TextField


class ReferForm(ActForm):
    """Nothing to answer, but when it happened on a case that was entered while running."""

    asks_when = True


class CloseForm(SignedActForm):
    """Why the case is closed without a decision on a review; signed."""

    asks_when = True

    closed_as = RadiosField(
        label="Why it is closed",
        choices=[(why.value, why.label) for why in WITHOUT_DECISION],
        enter="Select why it is closed",
        item_hints={
            ClosedAs.DUPLICATE: "The same children and incident are on another case",
            ClosedAs.WITHDRAWN: "Whoever made the notification has taken it back",
            ClosedAs.CASE_REVIEW: "A case of its own opens, with what is known of this one",
            ClosedAs.OUT_OF_AREA: "The notification says so, and the other Board is told",
        },
        label_size="m",
    )
    duplicate_of = LineField(
        label="Reference of the other case",
        optional=True,
        hint="Needed only for a duplicate. You must be able to see that case.",
        width="20",
        autocomplete="off",
        label_size="m",
    )
    learning = TextField(
        label="What there is to be learned",
        optional=True,
        hint="Needed only to put it to the Case Review Subgroup, which is possible while the criteria are not met.",
        rows=4,
        label_size="m",
    )
    reasons = TextField(label="Reasons", enter="Enter the reasons for closing the case", label_size="m")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if not KINDS[case.process].by_criteria:
            del self.fields["learning"]
            offer(
                self, "closed_as", [(why.value, why.label) for why in WITHOUT_DECISION if why != ClosedAs.CASE_REVIEW]
            )
