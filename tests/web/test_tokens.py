from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from tests.people.factories import a_person
from wscb.web.models import UsedToken
from wscb.web.tokens import FormToken, TokenInvalid, new_token, read_token, submit


class Request:
    def __init__(self, user):
        self.user = user


@pytest.mark.django_db
def test_token_reads_back():
    token = new_token(uuid.uuid4(), "a.form")

    assert read_token(token.value) == token


@pytest.mark.parametrize("value", ["", "nonsense", "a:b:c"])
def test_forged_token_is_refused(value):
    with pytest.raises(TokenInvalid):
        read_token(value)


def test_changed_token_is_refused():
    value = new_token(uuid.uuid4(), "a.form").value

    with pytest.raises(TokenInvalid):
        read_token(("x" if value[0] != "x" else "y") + value[1:])


@pytest.mark.django_db
def test_act_is_done_once_and_a_repeat_follows_it():
    user = a_person()
    token = new_token(user.pk, "a.form")
    done = []

    first = submit(Request(user), token=token, act=lambda: done.append(1) or "/first/")
    second = submit(Request(user), token=token, act=lambda: done.append(2) or "/second/")

    assert done == [1]
    assert (first["Location"], second["Location"]) == ("/first/", "/first/")


@pytest.mark.django_db
def test_act_that_fails_leaves_the_token_unspent():
    user = a_person()
    token = new_token(user.pk, "a.form")

    def fail() -> str:
        a_person("Half Done")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        submit(Request(user), token=token, act=fail)

    assert not UsedToken.objects.exists()
    assert submit(Request(user), token=token, act=lambda: "/done/")["Location"] == "/done/"


@pytest.mark.django_db
def test_token_of_another_person_is_refused():
    token = new_token(a_person().pk, "a.form")

    with pytest.raises(TokenInvalid):
        submit(Request(a_person("Bo Else")), token=token, act=lambda: "/done/")


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_once_do_one_thing():
    user = a_person()
    token = FormToken(user.pk, uuid.uuid4(), "a.form")
    barrier = threading.Barrier(2)
    done: list[int] = []
    locations: list[str] = []

    def send(number: int) -> None:
        try:
            barrier.wait()
            response = submit(Request(user), token=token, act=lambda: done.append(number) or f"/{number}/")
            locations.append(response["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 1
    assert locations == [f"/{done[0]}/"] * 2
