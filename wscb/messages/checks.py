"""Start-up check: every unsent message has a renderer."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from wscb.messages.kinds import known_kinds
from wscb.messages.models import UNSENT, Message


def queued_kinds_have_renderers(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for each kind of mail that waits unsent and that no part of the product renders any more."""
    unknown: set[str] = set()
    for alias in databases or ():
        if Message._meta.db_table in connections[alias].introspection.table_names():
            waiting = Message.objects.using(alias).filter(status__in=UNSENT).order_by()
            unknown |= set(waiting.values_list("kind", flat=True).distinct()) - known_kinds()
    return [
        Error(
            f"Messages of the kind {kind!r} wait to be sent, and nothing renders that kind.",
            hint="Register it with @mail_kind, or mark the messages superseded.",
            id="outbox.E001",
        )
        for kind in sorted(unknown)
    ]
