"""What may be a password: long enough, of any signs, kept exactly, and nothing that anybody would guess."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests.people.factories import PASSWORD, a_person


@pytest.mark.parametrize(
    "password",
    ["short words", "Warrington2026!", "safeguarding-board", "password1234", "123456789012", "childrenboard99"],
)
def test_easy_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["three random words", "  spaces count  ", "ünïcödé lëttërs", "w" * 20 + "x" * 44, "warrington purple otter"],
)
def test_password_of_any_signs_is_taken(password: str) -> None:
    validate_password(password)


@pytest.mark.django_db
def test_password_is_changed_by_the_old_one_and_kept_exactly(client: Client) -> None:
    user = a_person()
    client.force_login(user)
    new = "  Three Random Words " + "é" * 64
    for old, changed in (("wrong", False), (PASSWORD, True)):
        client.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})
        user.refresh_from_db()
        assert user.check_password(new) is changed
    assert not user.check_password(new.strip())
    assert not user.check_password(new.lower())
