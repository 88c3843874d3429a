"""Where an entry came from: the request being answered, if any."""

import uuid
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """The id of a request, shared with the log lines about it, and the address that it came from."""

    request_id: uuid.UUID | None = None
    address: str | None = None


NOWHERE = Origin()

origin: ContextVar[Origin] = ContextVar("trail_origin", default=NOWHERE)
