"""The form that confirms the dates of a case entered while it was running."""

from wscb.cases.forms.base import ActForm
from wscb.web.forms import ConfirmField


class LookOverForm(ActForm):
    """That the dates were checked."""

    checked = ConfirmField(label="I have checked these dates", enter="Confirm that you have checked these dates")
