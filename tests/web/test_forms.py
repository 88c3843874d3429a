from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import QueryDict

from wscb.web.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    EmailField,
    FileField,
    Form,
    LineField,
    NumberField,
    PasswordField,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)
from wscb.web.forms.base import CONFLICT, STALE
from wscb.web.templatetags.wscb import due_line, error_summary, moment
from wscb.web.tokens import FIELD, new_token


class User:
    def __init__(self, pk):
        self.pk = pk


class Request:
    def __init__(self, pk, data=None):
        self.user = User(pk)
        self.method = "GET" if data is None else "POST"
        self.POST = QueryDict(mutable=True)
        for name, value in (data or {}).items():
            self.POST.setlist(name, value if isinstance(value, list) else [value])
        self.FILES = {}


class Everything(Form):
    name = LineField(label="Name", hint="As it is on the birth certificate", width="20")
    story = TextField(label="What happened", max_length=20)
    email = EmailField()
    number = NumberField(label="How many", min_value=1, max_value=1000)
    received = DateField(label="Date received", past=True)
    how = RadiosField(
        label="How it came", choices=[("phone", "Telephone"), ("post", "Post")], item_hints={"post": "A letter"}
    )
    known = YesNoField(label="Name known", unknown=True)
    which = CheckboxesField(label="Circumstances", choices=[("a", "In custody"), ("b", "Detained")])
    place = SelectField(label="Area", choices=[("w", "Warrington")])
    sure = ConfirmField(label="I have read the papers")
    paper = FileField(label="Paper")
    password = PasswordField()


PK = UUID("00000000-0000-4000-8000-000000000001")


def bound(**answers):
    token = new_token(PK, f"{__name__}.Everything").value
    return Everything(request=Request(PK, {FIELD: token} | answers))


def date_form(day, month, year, **options):
    class One(Form):
        received = DateField(label="Date received", **options)

    data = {"received_day": day, "received_month": month, "received_year": year}
    data[FIELD] = new_token(PK, f"{__name__}.date_form.<locals>.One").value
    return One(request=Request(PK, data))


def test_empty_form_says_what_to_do_at_each_field():
    form = bound()

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "name": "Enter name",
        "story": "Enter what happened",
        "email": "Enter email address",
        "number": "Enter how many",
        "received": "Enter date received",
        "how": "Select how it came",
        "known": "Select name known",
        "which": "Select circumstances",
        "place": "Select area",
        "sure": "Confirm that I have read the papers",
        "paper": "Select paper",
        "password": "Enter your password",
    }


def test_wrong_answers_are_told_plainly():
    form = bound(email="nobody", number="5000", story="x" * 21, how="pigeon")

    assert form.errors["email"] == ["Enter an email address in the correct format, like name@example.com"]
    assert form.errors["number"] == ["How many must be 1,000 or less"]
    assert form.errors["story"] == ["What happened must be 20 characters or fewer"]
    assert form.errors["how"] == ["How it came: choose one from the list"]


def test_line_breaks_count_as_one_character():
    form = bound(story="a\r\nb")
    form.full_clean()

    assert form.cleaned_data["story"] == "a\nb"
    assert "story" not in bound(story="\r\n".join("a" * 10)).errors


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("31", "2", "2014"), "Date received must be a real date"),
        (("x", "2", "2014"), "Date received must be a real date"),
        (("²", "2", "2014"), "Date received must be a real date"),
        (("1", "13", "2014"), "Date received must be a real date"),
        (("1", "2", "1815"), "Date received must be a real date"),
        (("", "2", "2014"), "Date received must include a day"),
        (("1", "", ""), "Date received must include a month and year"),
        (("1", "2", "14"), "Date received: year must include 4 numbers"),
        (("", "", ""), "Enter date received"),
    ],
)
def test_wrong_date_says_what_is_wrong(parts, words):
    assert date_form(*parts).errors["received"] == [words]


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MARCH"])
def test_month_may_be_number_or_word(month):
    form = date_form("5", month, "2014")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["received"] == date(2014, 3, 5)


def test_optional_date_may_be_empty_but_not_half():
    assert date_form("", "", "", optional=True).is_valid()
    assert date_form("1", "", "", optional=True).errors["received"] == ["Date received must include a month and year"]


@pytest.mark.parametrize(("moment_utc", "valid"), [("2014-06-02T22:59:00Z", False), ("2014-06-02T23:00:00Z", True)])
def test_past_date_is_read_in_london(moment_utc, valid):
    with time_machine.travel(moment_utc, tick=False):
        form = date_form("3", "6", "2014", past=True)
        assert form.is_valid() is valid
        assert form.errors.get("received", []) == ([] if valid else ["Date received must be today or in the past"])


def test_future_date_may_be_today_not_yesterday():
    with time_machine.travel("2014-06-02T12:00:00Z", tick=False):
        assert date_form("2", "6", "2014", future=True).is_valid()
        assert date_form("1", "6", "2014", future=True).errors["received"] == [
            "Date received must be today or in the future"
        ]


def test_error_summary_links_to_the_box_that_is_wrong():
    form = date_form("1", "", "2014")

    assert error_summary(form)["errors"] == [
        {"text": "Date received must include a month", "href": "#id_received_month"}
    ]
    html = form.as_div()
    assert html.count("govuk-input--error") == 1
    assert 'id="id_received_month"' in html


def test_fields_describe_themselves_to_screen_readers():
    html = bound(how="post").as_div()

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_how_1_hint"' in html
    assert 'aria-describedby="id_story_error id_story-info"' in html
    assert 'value="post" checked' in html


def test_typed_text_is_kept_and_escaped():
    html = bound(name='<script>alert("x")</script>').as_div()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_password_and_token_are_not_shown_again():
    assert "hunter2" not in bound(password="hunter2").as_div()


def test_form_keeps_its_token_over_an_error():
    form = bound()

    assert form.hidden[FIELD] == form.data[FIELD]


@pytest.mark.parametrize(
    "token",
    ["", "forged", new_token(uuid4(), f"{__name__}.Everything").value, new_token(PK, "other").value],
)
def test_token_of_another_is_told_and_replaced(token):
    form = Everything(request=Request(PK, {FIELD: token, "name": "Kept"}))

    assert form.non_field_errors() == [STALE]
    assert form.hidden[FIELD] != token
    assert 'value="Kept"' in form.as_div()


class Note(Form):
    text = LineField(label="Text")


def test_revision_that_moved_on_is_a_conflict_with_the_text_kept():
    sent = {FIELD: new_token(PK, f"{__name__}.Note").value, "text": "Mine", "revision": "1"}

    same = Note(request=Request(PK, sent), revision="1")
    moved = Note(request=Request(PK, sent), revision="2")

    assert same.is_valid()
    assert not moved.is_valid()
    assert moved.is_conflict
    assert moved.non_field_errors() == [CONFLICT]
    assert moved.hidden["revision"] == "2"
    assert 'value="Mine"' in moved.as_div()


@pytest.mark.parametrize(
    ("on", "relative", "late"),
    [
        (date(2026, 6, 7), "Due in 5 days", False),
        (date(2026, 6, 12), "Due today", False),
        (date(2026, 6, 13), "Overdue by 1 day", True),
    ],
)
def test_due_line_says_how_long(on, relative, late):
    line = due_line(date(2026, 6, 12), "21 days from notification", on=on)

    assert (line["relative"], line["late"]) == (relative, late)


def test_due_line_of_a_step_done_late_says_so():
    assert due_line(date(2026, 6, 12), done_on=date(2026, 6, 13), on=date(2026, 7, 1))["late"]
    assert not due_line(date(2026, 6, 12), done_on=date(2026, 6, 12), on=date(2026, 7, 1))["late"]


def test_moment_is_read_in_london():
    from datetime import UTC, datetime

    assert moment(datetime(2026, 6, 12, 23, 5, tzinfo=UTC)) == "13 June 2026 at 12:05am"
