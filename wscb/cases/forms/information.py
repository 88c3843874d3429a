"""Forms of the Board's office about organisations and what they are asked for (SCR-05, SCR-19, SCR-20)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from wscb.cases import representation
from wscb.cases.enums import Engagement, InformationKind
from wscb.cases.forms.base import ActForm, ask_which
from wscb.cases.forms.fields import UploadField
from wscb.cases.information_words import POINT, QUALITY
from wscb.cases.models import InformationRequest, InvolvedOrganisation, MoreTime
from wscb.cases.occasions import requests_unanswered
from wscb.cases.process import StateGroup
from wscb.people.models import Organisation, User
from wscb.web.forms import DateField, EmailField, LineField, RadiosField, SelectField, TextField


class AskForm(ActForm):
    """Written information asked of an organisation; before the decision, brief information alone."""

    asks_when = True

    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")
    kind = RadiosField(
        label="What it is asked for",
        choices=InformationKind.choices,
        enter="Select what it is asked for",
        label_size="m",
        item_hints={
            InformationKind.BRIEF: "What contact it had, to begin with.",
            InformationKind.AGENCY_REPORT: "How it worked with the child and family, and why.",
            InformationKind.CHRONOLOGY: "What happened when, as a spreadsheet or a document.",
        },
    )
    question = TextField(
        label="Questions",
        enter="Enter what the organisation is asked",
        hint="The organisation’s representative reads exactly this.",
        label_size="m",
    )
    about = TextField(
        label="Who it is about",
        optional=True,
        hint="All that the organisation is told of the child. It sees nothing else of the case.",
        max_length=1000,
        rows=2,
        label_size="m",
    )
    due_on = DateField(
        label="Date by which it is due",
        optional=True,
        future=True,
        hint="Without a date the Board’s own target counts. For example, 27 3 2026.",
        label_size="m",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        involved = InvolvedOrganisation.objects.filter(case=self.case, organisation=OuterRef("pk"))
        known = Organisation.objects.filter(active=True).annotate(here=Exists(involved)).order_by("-here", "name")
        self._organisations = {str(one.pk): one for one in known}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self._organisations.items())]
        if self.case.current_state.group is StateGroup.OPEN:
            del self.fields["kind"]

    def answers(self) -> dict[str, Any]:
        """The facts as `ask_information` takes them."""
        cleaned = self.cleaned_data
        return {
            "organisation": self._organisations[cleaned["organisation"]],
            "kind": cleaned.get("kind", InformationKind.BRIEF),
            **{name: cleaned[name] for name in ("question", "about", "due_on")},
        }


class ReceiveForm(ActForm):
    """What an organisation answered by another way, in words or as a file."""

    asked = RadiosField(
        label="Which request it answers", choices=[], enter="Select which request it answers", label_size="m"
    )
    received_on = DateField(label="Date received", enter="Enter the date it was received", past=True, label_size="m")
    answer = TextField(label="What was received", optional=True, hint="In words, or upload it below.", label_size="m")
    upload = UploadField(label="File", optional=True)

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.pk): one for one in requests_unanswered(self.case)}
        called = {pk: (one.organisation.name, one.question) for pk, one in self.waiting.items()}
        ask_which(self, "asked", called, chosen)

    def answers(self) -> dict[str, Any]:
        """The facts as `receive_information` takes them."""
        return {name: self.cleaned_data[name] for name in ("received_on", "answer", "upload")}

    def request_answered(self) -> InformationRequest:
        """The request that was chosen."""
        return self.waiting[self.cleaned_data["asked"]]


class RepresentativeForm(ActForm):
    """Who answers for an organisation: somebody of it with an account, or somebody to be invited."""

    user = SelectField(
        label="Somebody with an account", choices=[], optional=True, empty="Somebody without an account", label_size="m"
    )
    name = LineField(
        label="Full name",
        optional=True,
        hint="Of somebody without an account. They are invited by email.",
        label_size="m",
    )
    email = EmailField(label="Email address", optional=True)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in representation.may_represent(self.case, organisation)}
        field: Any = self.fields["user"]
        field.choices = [("", "Somebody without an account"), *((pk, one.name) for pk, one in self._people.items())]

    def clean(self) -> dict[str, Any]:
        """Demand a name and an address of somebody who has no account."""
        cleaned = super().clean()
        if not cleaned.get("user"):
            for name, enter in (("name", "Enter their full name"), ("email", "Enter their email address")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, enter)
        return cleaned

    def chosen_user(self) -> User | None:
        """The person who was chosen; None for somebody to be invited."""
        return self._people.get(self.cleaned_data["user"])


class EngagementForm(ActForm):
    """How far an involved organisation takes part."""

    engagement = RadiosField(
        label="How it takes part",
        choices=Engagement.choices,
        enter="Select how it takes part",
        label_size="m",
        item_hints={
            Engagement.IDENTIFIED: "Known to be involved; not approached yet.",
            Engagement.INVITED: "Asked to take part.",
            Engagement.ENGAGED: "Takes part.",
            Engagement.DECLINED: "Does not take part. Say why.",
        },
    )
    declined_because = TextField(
        label="Why it declined", optional=True, hint="Needed only where it declined.", max_length=2000
    )

    def __init__(self, *args: Any, row: InvolvedOrganisation, **kwargs: Any) -> None:
        initial = {"engagement": row.engagement, "declined_because": row.declined_because}
        super().__init__(*args, initial=initial, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `record_engagement` takes them."""
        return {name: self.cleaned_data[name] for name in ("engagement", "declined_because")}


class CheckForm(ActForm):
    """The check of what was sent: every point of the list, then accept it or send it back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word in QUALITY:
            self.fields[word.code] = RadiosField(
                label=word.label,
                hint=word.hint,
                choices=POINT.choices,
                enter="Answer this point",
                label_size="s",
                inline=True,
            )
        self.fields["outcome"] = RadiosField(
            label="What you do with it",
            choices=[("accept", "Accept it"), ("send_back", "Send it back")],
            enter="Select whether you accept it",
            label_size="m",
        )
        self.fields["missing"] = TextField(
            label="What is missing", optional=True, hint="Needed to send it back. The organisation reads exactly this."
        )
        self.fields["new_due_on"] = DateField(
            label="New date", optional=True, future=True, hint="Needed to send it back. For example, 27 3 2026."
        )

    def answers(self) -> dict[str, Any]:
        """The facts as `check_information` takes them."""
        cleaned = self.cleaned_data
        return {
            "points": {code: cleaned[code] for code, _label in QUALITY.choices},
            "accepted": cleaned["outcome"] == "accept",
            "missing": cleaned["missing"],
            "new_due_on": cleaned["new_due_on"],
        }


class MoreTimeAnswerForm(ActForm):
    """The answer to an organisation that asked for more time."""

    outcome = RadiosField(
        label="Do you give more time?",
        choices=[("yes", "Yes, until the date below"), ("no", "No")],
        enter="Select whether you give more time",
        label_size="m",
    )
    granted_until = DateField(label="New date", optional=True, future=True, hint="The earlier date stays on record.")
    answer = TextField(
        label="What you tell the organisation", optional=True, hint="Needed if you give no more time.", max_length=2000
    )

    def __init__(self, *args: Any, asked: MoreTime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"granted_until": asked.until}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Demand the date where more time is given; drop it where none is."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "yes" and not cleaned.get("granted_until") and "granted_until" not in self.errors:
            self.add_error("granted_until", "Enter the new date")
        if cleaned.get("outcome") == "no":
            cleaned["granted_until"] = None
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `answer_more_time` takes them."""
        return {name: self.cleaned_data[name] for name in ("granted_until", "answer")}
