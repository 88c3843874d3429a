"""The demo's mail is written as files and read back, newest first."""

from datetime import UTC, datetime

import time_machine
from django.core.mail import EmailMultiAlternatives

from wscb.demo import mailbox


def send(subject: str, text: str = "Text", to: str = "chair@wscb.example") -> None:
    mail = EmailMultiAlternatives(subject=subject, body=text, to=[to], connection=mailbox.FileBackend())
    mail.attach_alternative("<p>Text</p>", "text/html")
    assert mail.send() == 1


def test_mail_is_read_back_newest_first(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with time_machine.travel(datetime(2026, 6, 12, 7, 0, tzinfo=UTC), tick=False):
        send("First")
    with time_machine.travel(datetime(2026, 6, 12, 7, 5, tzinfo=UTC), tick=False):
        send("Second – a case is due", text="See http://localhost:8000/cases/K7PM2QX9TD/\nÅsa")

    second, first = mailbox.letters(limit=5)

    assert (first.subject, first.at) == ("First", datetime(2026, 6, 12, 7, 0, tzinfo=UTC))
    assert second == mailbox.Letter(
        name=second.name,
        at=datetime(2026, 6, 12, 7, 5, tzinfo=UTC),
        to="chair@wscb.example",
        subject="Second – a case is due",
        text="See http://localhost:8000/cases/K7PM2QX9TD/\nÅsa",
    )
    assert mailbox.letter(second.name) == second
    assert [letter.subject for letter in mailbox.letters(limit=1)] == ["Second – a case is due"]


def test_mail_that_is_not_there_is_none(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    assert mailbox.letter("20260612T070000000000-00000000") is None
    assert mailbox.letters(limit=5) == []
