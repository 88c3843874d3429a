"""Forms of the report: its sections or its file, comments on matters of fact, redactions, the quality checklist (SCR-25, GEN-11)."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from reviews.reporting import GROUNDS
from reviews.vocabularies import CHECKLIST_ANSWER, REDACTION_GROUND, REPORT_CHECKLIST, REPORT_SECTION
from wscb.cases.forms.base import ActForm, ask_which
from wscb.cases.forms.fields import UploadField
from wscb.web.forms import DateField, LineField, RadiosField, SelectField, TextField

WHERE = "Where the report shows it, or why it does not"
LONGEST_SECTION = 60_000


def changed_field() -> TextField:
    """The question that goes with every version after the first."""
    return TextField(
        label="What has changed since the last version", optional=True, rows=3, max_length=2000, label_size="m"
    )


class WriteForm(ActForm):
    """The report, section by section, filled in with the version that stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word in REPORT_SECTION:
            self.fields[word.code] = TextField(
                label=word.label,
                hint=f"{word.hint}.",
                optional=True,
                rows=10,
                max_length=LONGEST_SECTION,
                label_size="m",
            )
            # Every section is needed in the end, and none to keep a version: nothing says "(optional)".
            self.fields[word.code].label = word.label
        self.fields["changed"] = changed_field()

    def sections(self) -> dict[str, str]:
        """What was written, by section."""
        return {word.code: self.cleaned_data[word.code] for word in REPORT_SECTION}


class UploadReportForm(ActForm):
    """A report that was written elsewhere."""

    upload = UploadField(label="The report", hint="A PDF or Word document.", enter="Select the report")
    summary = TextField(
        label="Summary for the public",
        hint="What people will read first. How easy it is to read is counted from this text.",
        enter="Enter the summary for the public",
        rows=10,
        max_length=LONGEST_SECTION,
        label_size="m",
    )
    changed = changed_field()


class SubmitReportForm(ActForm):
    """Nothing to answer, but when it happened on a case that was entered while running."""

    asks_when = True


class CommentForm(ActForm):
    """What an involved organisation says of the report."""

    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")
    received_on = DateField(label="Date received", enter="Enter the date it was received", past=True, label_size="m")
    passage = LineField(label="Which part of the report", optional=True, hint="A section, a page.", label_size="m")
    text = TextField(label="Comment", enter="Enter the comment", hint="On a matter of fact.", label_size="m")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        involved = self.case.involved_organisations.select_related("organisation").order_by("organisation__name")
        self.organisations = {str(one.organisation_id): one.organisation for one in involved}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self.organisations.items())]

    def answers(self) -> dict[str, Any]:
        """The facts as `record_comment` takes them."""
        given = {name: self.cleaned_data[name] for name in ("received_on", "passage", "text")}
        return {**given, "organisation": self.organisations[self.cleaned_data["organisation"]]}


class ChoosingForm(ActForm):
    """A form about one of several things that wait; `waiting` are the things by id, with how each reads.

    `chosen` is the one that its page was opened for; the only one that waits is said and not asked for.
    """

    def __init__(self, *args: Any, waiting: dict[str, tuple[Any, str, str]], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        ask_which(self, "which", {pk: (label, hint) for pk, (_, label, hint) in waiting.items()}, chosen)

    def chosen_one(self) -> Any:
        """The thing that was chosen."""
        return self.waiting[self.cleaned_data["which"]][0]


class AnswerCommentForm(ChoosingForm):
    """The reviewer's answer to a comment."""

    which = RadiosField(label="Which comment", choices=[], enter="Select the comment", label_size="m")
    answer = TextField(
        label="The reviewer’s answer",
        hint="What is changed in the report, or why nothing is.",
        enter="Enter the reviewer’s answer",
        label_size="m",
    )


class RedactForm(ActForm):
    """A passage that is not to be published, and the reason that allows it."""

    passage = TextField(label="Passage that is not to be published", enter="Enter the passage", rows=3, label_size="m")
    ground = RadiosField(
        label="Why it may be redacted", choices=[], enter="Select why it may be redacted", label_size="m"
    )
    reason = TextField(
        label="The reason",
        hint="The order, the proceedings, the advice.",
        enter="Enter the reason",
        rows=4,
        label_size="m",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ground"]
        allowed = [word for word in REDACTION_GROUND if word.code in GROUNDS[self.case.process]]
        field.choices = [(word.code, word.label) for word in allowed]
        field.item_hints = {word.code: word.hint for word in allowed}


class LiftForm(ChoosingForm):
    """A redaction that is no longer needed."""

    which = RadiosField(label="Which redaction", choices=[], enter="Select the redaction", label_size="m")
    because = TextField(label="Why it is lifted", enter="Enter why it is lifted", rows=3, label_size="m")


class ChecklistForm(ActForm):
    """The quality checklist: each question yes or no, and where the report shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word in REPORT_CHECKLIST:
            self.fields[word.code] = RadiosField(
                label=word.label,
                choices=CHECKLIST_ANSWER.choices,
                enter=f"Answer “{word.label}”",
                label_size="s",
                inline=True,
            )
            self.fields[f"{word.code}_where"] = TextField(
                label=format_html('{}<span class="govuk-visually-hidden">: {}</span>', WHERE, word.label),
                enter=f"Say where the report shows it, or why it does not: “{word.label}”",
                rows=2,
                max_length=2000,
            )

    def answers(self) -> dict[str, dict[str, str]]:
        """The answers as `answer_checklist` takes them."""
        given = self.cleaned_data
        return {
            word.code: {"answer": given[word.code], "where": given[f"{word.code}_where"]} for word in REPORT_CHECKLIST
        }
