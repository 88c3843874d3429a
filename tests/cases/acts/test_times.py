"""A time of day, as people write it."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from wscb.cases.forms.fields import TimeField


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30am", time(10, 30)),
        ("9am", time(9)),
        ("2pm", time(14)),
        ("2:30 p.m.", time(14, 30)),
        ("12pm", time(12)),
        ("12 am", time(0)),
        ("14:30", time(14, 30)),
        ("02:30", time(2, 30)),
        (" 10 ", time(10)),
    ],
)
def test_time_is_read_as_it_is_written(typed: str, meant: time) -> None:
    assert TimeField(label="Time").clean(typed) == meant


@pytest.mark.parametrize("typed", ["ten", "25:00", "10:75", "14pm", "0am", "10:3", "10:30x", "٣pm:"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter a time"):
        TimeField(label="Time").clean(typed)


def test_time_that_may_be_morning_or_afternoon_is_asked_about() -> None:
    with pytest.raises(ValidationError, match="2:30pm"):
        TimeField(label="Time").clean("2:30")


def test_no_time_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="Enter the time of the meeting"):
        TimeField(label="Time", enter="Enter the time of the meeting").clean("")
