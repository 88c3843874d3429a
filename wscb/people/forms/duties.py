"""Forms for the framework shared with partners, and for the review of roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from wscb import clock
from wscb.people.access_reviews import Reviewed
from wscb.people.duties import duty
from wscb.people.forms.accounts import fill
from wscb.people.forms.choices import area_choices
from wscb.people.models import Area, FrameworkPartner, Role, User
from wscb.people.reauthentication import SigningForm
from wscb.people.rules import signed_in
from wscb.people.standing import standing
from wscb.web.forms import CheckboxesField, ConfirmField, DateField, Form, LineField, SelectField


class ShareForm(Form):
    """A version of the framework: what it is called, its date, and by when partners are asked to accept it."""

    area = SelectField(label="Area", choices=[])
    title = LineField(label="What the version is called", hint="For example, Version 3.", max_length=100, width="20")
    dated = DateField(label="Date of the version")
    due_on = DateField(label="Partners accept it by", future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = standing(signed_in(self.request), clock.today()).areas_for(Role.BUSINESS_MANAGER)
        fill(self, "area", area_choices(only=areas))
        if len(areas) == 1:
            self.fields["area"].initial = str(next(iter(areas)))
        self.fields["due_on"].initial = clock.today() + timedelta(days=duty("acceptance")["days"])

    def facts(self) -> dict[str, Any]:
        """The facts, as `share_framework` takes them."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("title", "dated", "due_on")},
            "area": Area.objects.get(pk=cleaned["area"]),
        }


class ContactForm(Form):
    """Who accepts the framework for a partner: somebody of its people."""

    contact = SelectField(label="Who accepts it for the organisation", choices=[])

    def __init__(self, *args: Any, partner: FrameworkPartner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.to_choose().filter(organisation=partner.organisation_id)
        fill(self, "contact", [(str(one.pk), one.name) for one in people])

    def person(self) -> User:
        """The person who was chosen."""
        return User.objects.get(pk=self.cleaned_data["contact"])


class RecordAcceptanceForm(Form):
    """The day on which a partner accepted, for the manager who records it."""

    accepted_on = DateField(label="Accepted on", hint="The day of the letter, e-mail or minute that says so.")


class AcceptForm(Form):
    """A partner's own acceptance."""

    accepted = ConfirmField(
        label="My organisation accepts this version of the framework", enter="Confirm that your organisation accepts it"
    )


class AccessReviewForm(SigningForm):
    """Everybody with a role, each to be confirmed; signed with the password."""

    people = CheckboxesField(
        label="These people still need the roles that they have",
        choices=[],
        hint="Whoever does not: change or end their roles on their page first, then come back.",
        enter="Confirm the roles of everybody, or end them first",
    )

    def __init__(self, *args: Any, rows: Sequence[Reviewed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("CheckboxesField", self.fields["people"])
        field.choices = [(str(row.user.pk), f"{row.user.name}: {'; '.join(row.words)}") for row in rows if row.roles]
