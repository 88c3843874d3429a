"""Sending the form of an act as a browser does: opened first, then sent with its token and what was read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wscb.cases.models import Case
from wscb.people.models import User


def act_address(case: Case, act: str, page: str = "") -> str:
    """The address of an act's page."""
    return (
        reverse("cases:act_page", args=[case.reference, act, page])
        if page
        else reverse("cases:act", args=[case.reference, act])
    )


def boxes(name: str, day: date) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def paper(name: str = "paper.txt", content: bytes = b"What was sent.\n") -> SimpleUploadedFile:
    """A file to upload."""
    return SimpleUploadedFile(name, content)


def opened(client: Client, user: User, case: Case, act: str, page: str = "") -> Any:
    """The act's page as this person sees it; it must be there."""
    client.force_login(user)
    response = client.get(act_address(case, act, page))
    assert response.status_code == 200, response.content.decode()
    return response


def nothing_to_do(client: Client, user: User, case: Case, act: str, page: str = "") -> str:
    """What the act's page says to this person, who has nothing to do there; no form is offered."""
    client.force_login(user)
    response = client.get(act_address(case, act, page))
    assert response.status_code == 409, response.content.decode()
    assert response.templates[0].name == "cases/nothing_to_do.html"
    return str(response.context["says"])


def filled(shown: Any, **answers: object) -> dict[str, object]:
    """What a browser sends from a shown page: its hidden values and these answers."""
    return {**shown.context["form"].hidden, **answers}


def done(client: Client, user: User, case: Case, act: str, page: str = "", /, **answers: object) -> Any:
    """Opens the act's page, sends it with these answers, and gives the response."""
    shown = opened(client, user, case, act, page)
    return client.post(act_address(case, act, page), filled(shown, **answers))


def errors_of(response: Any) -> dict[str, list[str]]:
    """The form's errors by field, once the page came back."""
    assert response.status_code == 200, response.status_code
    return {name: [str(text) for text in texts] for name, texts in response.context["form"].errors.items()}
