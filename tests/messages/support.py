"""A clock to move by hand and a real mail server that can be told to refuse."""

import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message as Letter
from typing import Any

NOW = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@dataclass
class MailServer:
    """What the server took in, and what it answers instead of taking a letter in."""

    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    answers_to_recipient: list[str] = field(default_factory=list)
    answers_to_content: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answers_to_recipient:
            return self.answers_to_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers_to_content:
            return self.answers_to_content.pop(0)
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def message_ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
