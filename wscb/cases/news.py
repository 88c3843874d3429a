"""What a person is told by e-mail about a case, apart from chasers: by reference and link alone, never a name.

Each line of the table is one kind of mail, `case.<code>`. It is rendered when it is sent, and only to somebody who may still
see the case (or, where `limited`, at least its reference).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from wscb import clock
from wscb.cases import access
from wscb.cases.models import Case, CaseMessage
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import User


@dataclass(frozen=True)
class News:
    """One kind of mail. `{reference}` stands for the case's reference in both; nothing else of the case is put in."""

    subject: str
    says: str
    limited: bool = False
    page: str = "case"


_news: dict[str, News] = {}


def register_news(table: dict[str, News]) -> None:
    """Makes kinds of news known, and their renderer with them."""
    for code, news in table.items():
        _news[code] = news
        mail_kind(f"case.{code}")(_render)


def tell(code: str, *, case: Case, to: Iterable[User], by: User | None, at: datetime) -> list[Message]:
    """Queues the news for each of these people in the caller's transaction and puts it on the case.

    A line that begins with the case's process ("cr_referred") goes before the one for every process. Raises KeyError for a code
    without a line in the table.
    """
    code = f"{case.process}_{code}" if f"{case.process}_{code}" in _news else code
    news = _news[code]
    sent = []
    for person in to:
        message = queue(kind=f"case.{code}", to=person, payload={"case": str(case.pk)}, by=by, at=at)
        CaseMessage.objects.create(case=case, message=message, about=_said(news.subject, case))
        sent.append(message)
    return sent


def words_for(code: str) -> News:
    """The line of the table for a code. Raises KeyError."""
    return _news[code]


def case_for(message: Message, *, limited: bool) -> Case | None:
    """The case a message is about, if its recipient may see it at this moment; None says that it is no longer wanted."""
    seen = access.listed_cases if limited else access.visible_cases
    with transaction.atomic():
        return seen(message.recipient, on=clock.today()).filter(pk=UUID(message.payload["case"])).first()


def _said(words: str, case: Case) -> str:
    return case.table.in_its_words(words).format(reference=case.reference)


def _render(message: Message) -> Mail | None:
    news = _news[message.kind.removeprefix("case.")]
    case = case_for(message, limited=news.limited)
    if case is None:
        return None
    context = {
        "subject": _said(news.subject, case),
        "says": _said(news.says, case),
        "reference": case.reference,
        "path": reverse(f"cases:{news.page}", args=[case.reference]) if not news.limited else reverse("work:home"),
    }
    return compose("case_news", context)
