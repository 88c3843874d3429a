"""The demo's post: each mail is a file of its own, which the demo shows in the browser instead of sending."""

import email
import email.policy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage as DjangoMail

from wscb import clock

WRITTEN = "%Y%m%dT%H%M%S%fZ"


class FileBackend(BaseEmailBackend):
    """Writes every mail into DATA_DIR/mail as `<moment>-<random>.eml`."""

    def send_messages(self, email_messages: Sequence[DjangoMail]) -> int:
        """How many mails were written."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{clock.now():{WRITTEN}}-{uuid.uuid4().hex[:8]}"
            draft = folder / f"{name}.tmp"
            draft.write_bytes(mail.message().as_bytes())
            draft.rename(folder / f"{name}.eml")  # so that the page never reads half a mail
        return len(email_messages)


@dataclass(frozen=True)
class Letter:
    """One mail as the page shows it; `at` is aware, UTC."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str


def letters(limit: int) -> list[Letter]:
    """The newest mails, newest first."""
    newest = sorted(_folder().glob("*.eml"), reverse=True)[:limit]
    return [_read(path) for path in newest]


def letter(name: str) -> Letter | None:
    """One mail by its file's name without ending, or None when there is none."""
    path = _folder() / f"{name}.eml"
    return _read(path) if path.is_file() else None


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"


def _read(path: Path) -> Letter:
    parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)  # noqa: S101  what the default policy makes
    body = parsed.get_body(preferencelist=("plain",))
    return Letter(
        name=path.stem,
        at=datetime.strptime(path.stem.split("-")[0], "%Y%m%dT%H%M%S%f%z"),
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        text=body.get_content() if body else "",
    )
