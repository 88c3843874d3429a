"""The form with which a review begins."""

from wscb.cases.forms.base import ActForm


class BeginForm(ActForm):
    """Nothing to answer, but when it happened on a case that was entered while running."""

    asks_when = True
