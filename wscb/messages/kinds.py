"""Kinds of mail: each registers how it is rendered, and whether it is still wanted, from above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wscb.messages.models import Message


class UnknownMailKind(LookupError):
    """No renderer is registered for this kind of mail."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail, such as a calendar entry. Neither its name nor its content identifies anybody."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a message says: one-line subject, plain text, and the same as HTML. Reference and link only."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


#: Renders a message from the facts as they stand now; ``None`` says that it is no longer wanted.
Renderer = Callable[["Message"], Mail | None]

_renderers: dict[str, Renderer] = {}


def mail_kind(code: str) -> Callable[[Renderer], Renderer]:
    """Register the decorated ``fn(message) -> Mail | None`` as the renderer of ``code``.

    Raises ValueError when another function holds the code already.
    """

    def register(renderer: Renderer) -> Renderer:
        if _renderers.setdefault(code, renderer) is not renderer:
            raise ValueError(f"Two renderers for the kind of mail {code!r}.")
        return renderer

    return register


def renderer_for(code: str) -> Renderer:
    """The renderer registered for ``code``. Raises UnknownMailKind."""
    try:
        return _renderers[code]
    except KeyError:
        raise UnknownMailKind(f"No renderer is registered for the kind of mail {code!r}.") from None


def known_kinds() -> frozenset[str]:
    """The codes of every registered kind of mail."""
    return frozenset(_renderers)


def forget_kind(code: str) -> None:
    """Take a kind out again. For tests, which register kinds of their own."""
    _renderers.pop(code, None)
