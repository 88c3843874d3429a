"""The form every page uses: plain errors, a form token, and the revision of what was shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest

from wscb.web.forms.wording import plain_words
from wscb.web.tokens import FIELD, FormToken, TokenInvalid, new_token, read_token

REVISION = "revision"
CONFLICT = (
    "Someone changed this while you had it open. What you entered is still below. "
    "Check it against the latest details, then send it again."
)
STALE = "This page could not be confirmed as yours. What you entered is still below. Send it again."


class Form(forms.Form):
    """A form shown to one signed-in person.

        form = RecommendationForm(request=request, revision=str(case.version))
        if form.is_valid():
            return submit(request, token=form.token, act=lambda: recommend(form, request.user))

    It takes POST data and files from the request when that is a POST. `revision` is the version of what the page
    shows: when what was sent back names another one, the form is not valid, says that there was a change, keeps
    what was typed, and can be sent again.
    """

    use_required_attribute = False
    template_name = "components/form.html"
    conflict = CONFLICT

    def __init__(self, *args: Any, request: HttpRequest, revision: str = "", **kwargs: Any) -> None:
        if not args and "data" not in kwargs and request.method == "POST":
            kwargs["data"] = request.POST
            kwargs.setdefault("files", request.FILES)
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.request = request
        self.revision = revision
        self.token = self._token()
        for field in self.fields.values():
            plain_words(field)

    @property
    def form_name(self) -> str:
        """Which form a token belongs to."""
        return f"{type(self).__module__}.{type(self).__qualname__}"

    @property
    def hidden(self) -> dict[str, str]:
        """Hidden names and values of the page: the token, and the revision where there is one."""
        return {FIELD: self.token.value} | ({REVISION: self.revision} if self.revision else {})

    def clean(self) -> dict[str, Any]:
        """Demand the token of this person and form, and the revision that the page showed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self._token_is_mine:
            self.add_error(None, STALE)
        elif self.revision and self.data.get(REVISION, "") != self.revision:
            self.add_error(None, forms.ValidationError(self.conflict, code="conflict"))
        return cleaned

    @property
    def is_conflict(self) -> bool:
        """Whether what was shown has changed meanwhile."""
        return self.has_error(NON_FIELD_ERRORS, code="conflict")

    def refuse(self, message: str, field: str | None = None) -> None:
        """Show why an action refused, at a field or for the whole form."""
        self.add_error(field, message)

    def _token(self) -> FormToken:
        """The token that was sent, if it is this person's and this form's and not too old; else a fresh one."""
        self._token_is_mine = False
        if self.is_bound:
            try:
                sent = read_token(self.data.get(FIELD, ""), max_age=settings.FORM_TOKEN_AGE)
            except TokenInvalid:
                sent = None
            if sent and (sent.user_id, sent.form_name) == (self.request.user.pk, self.form_name):
                self._token_is_mine = True
                return sent
        return new_token(self._user_id(), self.form_name)

    def _user_id(self) -> UUID:
        user_id = self.request.user.pk
        if user_id is None:
            raise ValueError("A form is shown to someone signed in; a page that asks strangers has a form of its own.")
        return user_id
