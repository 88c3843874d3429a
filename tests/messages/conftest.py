"""A real mail server on this machine, somebody to write to, and one kind of mail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.messages.support import Clock, MailServer, free_port
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, forget_kind, mail_kind
from wscb.messages.models import Message
from wscb.people.models import User


@pytest.fixture
def mail_settings(settings: Any) -> Any:
    """Mail goes out by SMTP, to a port where nobody listens until a server is there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 2
    folder = Path(__file__).parent / "templates"
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]
    return settings


@pytest.fixture
def mail_server(mail_settings: Any) -> Iterator[MailServer]:
    server = MailServer(port=mail_settings.EMAIL_PORT)
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def now() -> Clock:
    return Clock()


@pytest.fixture
def manager(db: None) -> User:
    return User.objects.create_user("manager@wscb.example", "Joan Whitfield")


@pytest.fixture
def letter() -> Iterator[str]:
    """A kind of mail that is always wanted."""

    @mail_kind("letter")
    def render(message: Message) -> Mail | None:
        return compose("letter", {"reference": message.payload["reference"], "words": "a form has arrived"})

    yield "letter"
    forget_kind("letter")


@pytest.fixture
def waiting(manager: User, letter: str, now: Clock) -> Message:
    """One message that is due now."""
    return queue(kind=letter, to=manager, payload={"reference": "K7M2QX9A4T"}, at=now())
