"""Forms of the National Panel's scrutiny (SCR-16)."""

from __future__ import annotations

from typing import Any

from wscb import clock
from wscb.cases.forms.base import ActForm, ask_which
from wscb.cases.forms.fields import UploadField
from wscb.cases.models import ScrutinyRequest
from wscb.cases.occasions import scrutiny_unanswered
from wscb.people.models import User
from wscb.people.standing import chairs
from wscb.web.forms import DateField, LineField, RadiosField, TextField


class ScrutinyForm(ActForm):
    """A request of the National Panel."""

    received_on = DateField(
        label="Date the request came", enter="Enter the date the request came", past=True, label_size="m"
    )
    from_whom = LineField(label="Who wrote", enter="Enter who wrote", hint="Full name and office.", label_size="m")
    question = TextField(label="What the Panel asks", enter="Enter what the Panel asks", label_size="m")
    wanted_by = DateField(
        label="Date by which they want the answer",
        optional=True,
        hint="If they named one. Without it the Board’s own target holds.",
        label_size="m",
    )

    def answers(self) -> dict[str, Any]:
        """The facts as `log_scrutiny` takes them."""
        return {name: self.cleaned_data[name] for name in ("received_on", "from_whom", "question", "wanted_by")}


class ScrutinyAnswerForm(ActForm):
    """What was answered, with the papers that went with it."""

    request_answered = RadiosField(
        label="Which request it answers", choices=[], enter="Select which request it answers", label_size="m"
    )
    sent_on = DateField(label="Date sent", enter="Enter the date it was sent", past=True, label_size="m")
    answer = TextField(label="What was answered", enter="Enter what was answered", label_size="m")
    papers = UploadField(label="Papers that were sent", optional=True)

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.pk): one for one in scrutiny_unanswered(self.case)}
        called = {pk: (f"From {one.from_whom}", one.question) for pk, one in self.waiting.items()}
        ask_which(self, "request_answered", called, chosen)

    def answers(self) -> dict[str, Any]:
        """The facts as `answer_scrutiny` takes them."""
        return {name: self.cleaned_data[name] for name in ("sent_on", "answer", "papers")}

    def chosen_request(self) -> ScrutinyRequest:
        """The request that was chosen."""
        return self.waiting[self.cleaned_data["request_answered"]]


class ScrutinyAttendanceForm(ActForm):
    """That the Chair attended in person."""

    attended_on = DateField(label="Date", enter="Enter the date", past=True, label_size="m")
    who = RadiosField(label="Who attended", choices=[], enter="Select who attended", label_size="m")
    outcome = TextField(label="What came of it", enter="Enter what came of it", label_size="m")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = chairs(self.case.area_id, clock.today(), self.case.pk)
        self.people = {str(one.pk): one for one in found}
        field: Any = self.fields["who"]
        field.choices = [(pk, one.name) for pk, one in self.people.items()]

    def chosen_person(self) -> User:
        """Who was chosen."""
        return self.people[self.cleaned_data["who"]]


class BundleForm(ActForm):
    """Nothing to answer: the bundle is asked for."""
