"""Where an app above puts what is its own onto the spine's pages: facts, starts, drafts. Filled when apps start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wscb.cases import access
from wscb.cases.models import Case, Draft
from wscb.people.models import User
from wscb.web.rules import Rule

Provider = Callable[[Case], Mapping[str, Any]]
Related = Callable[[Case], list[tuple[Case, str]]]


@dataclass(frozen=True)
class Section:
    """A part of a case page that an app shows: its template, and what reads the facts for it."""

    template: str
    provider: Provider


@dataclass(frozen=True)
class StartLink:
    """A way to begin a case, for those whom its rule allows."""

    text: str
    url_name: str
    rule: Rule


@dataclass(frozen=True)
class Tab:
    """A page of a case that an app adds to the case's navigation, in the states in which it has anything to show."""

    text: str
    url_name: str
    states: frozenset[str]


@dataclass(frozen=True)
class OwnSection:
    """A part of Your work about what is the person's own or their organisation's: its template, which shows `rows`, and what reads them.

    There is nothing to show where what was read is false.
    """

    template: str
    rows: Callable[[Collection[UUID]], Any]


@dataclass(frozen=True)
class DraftKind:
    """How a kind of draft is called, and where it is carried on."""

    title: str
    url: Callable[[Draft], str]


_figures: dict[str, str] = {}
_summaries: dict[str, Section] = {}
_decisions: dict[str, Section] = {}
_outcomes: dict[str, Callable[[str], str]] = {}
_starts: list[StartLink] = []
_drafts: dict[str, DraftKind] = {}
_tabs: dict[str, list[Tab]] = {}
_related: dict[str, Related] = {}
_own: dict[str, OwnSection] = {}


def register_summary(process: str, *, template: str, provider: Provider) -> None:
    """Puts the process's own facts on the case's summary. The provider takes the case and gives the template's context."""
    _summaries[process] = Section(template, provider)


def register_decisions(process: str, *, template: str, provider: Provider) -> None:
    """Puts what the process signs beside recommendations and decisions on the case's decisions page."""
    _decisions[process] = Section(template, provider)


def register_outcomes(process: str, label: Callable[[str], str]) -> None:
    """Says how the process's outcome codes read."""
    _outcomes[process] = label


def register_related(process: str, provider: Related) -> None:
    """Links the process's cases with others: each with how it is related, as the words before "case" and its reference."""
    _related[process] = provider


def related_to(case: Case, user: User, *, on: date) -> list[tuple[Case, str]]:
    """The cases linked with this one that the person may see too on the day, each with how; nothing of any other."""
    provider = _related.get(case.process)
    found = provider(case) if provider else []
    if not found:
        return []
    seen = set(
        access.visible_cases(user, on=on).filter(pk__in=[other.pk for other, _ in found]).values_list("pk", flat=True)
    )
    return [(other, how) for other, how in found if other.pk in seen]


def register_start(text: str, url_name: str, rule: Rule) -> None:
    """Offers a button on Your work and on the list of cases."""
    link = StartLink(text, url_name, rule)
    if link not in _starts:
        _starts.append(link)


def register_draft(kind: str, *, title: str, url: Callable[[Draft], str]) -> None:
    """Says how drafts of a kind are called and carried on; those of a case's acts know by themselves."""
    _drafts[kind] = DraftKind(title, url)


def register_figures(text: str, url_name: str) -> None:
    """Puts a page of an app's own figures beside those of the Board; the same people may open it."""
    _figures[url_name] = text


def figure_pages() -> list[dict[str, str]]:
    """The pages of figures that apps add: text and url of each."""
    return [{"text": text, "url": reverse(name)} for name, text in _figures.items()]


def register_tab(process: str, tab: Tab) -> None:
    """Adds a page to the navigation of the process's cases, after the summary and the tasks. Its address takes the reference."""
    tabs = _tabs.setdefault(process, [])
    if tab not in tabs:
        tabs.append(tab)


def register_own(related: str, section: OwnSection) -> None:
    """Puts a kind of thing that `representation.own_ids` tells of on Your work, after the requests."""
    _own[related] = section


def own_sections(mine: Mapping[str, Collection[UUID]]) -> list[dict[str, Any]]:
    """The parts of Your work about what is a person's own, or their organisation's, that have anything to show, each with its rows."""
    found = [
        {"template": one.template, "rows": one.rows(mine[related])} for related, one in _own.items() if mine[related]
    ]
    return [one for one in found if one["rows"]]


def tabs_of(case: Case) -> list[Tab]:
    """The pages that apps add to the navigation of this case as it stands."""
    return [tab for tab in _tabs.get(case.process, []) if case.state in tab.states]


def summary_of(case: Case) -> Section | None:
    """The process's own section of the summary."""
    return _summaries.get(case.process)


def decisions_of(case: Case) -> Section | None:
    """The process's own section of the decisions page."""
    return _decisions.get(case.process)


def outcome_words(case: Case, code: str) -> str:
    """How an outcome reads; the code itself where nobody says."""
    label = _outcomes.get(case.process)
    return label(code) if label and code else code


def starts_for(request: HttpRequest) -> list[dict[str, str]]:
    """The ways to begin a case that this person has: text and url of each."""
    found = []
    for link in _starts:
        if link.rule.allows(request):
            try:
                found.append({"text": link.text, "url": reverse(link.url_name)})
            except NoReverseMatch:
                continue
    return found


def draft_words(draft: Draft) -> tuple[str, str]:
    """A draft's title and the address where it is carried on. A draft of an act is called as the act; its case is loaded.

    Raises LookupError for a kind that nobody registered and that is no act of its case.
    """
    if kind := _drafts.get(draft.kind):
        return kind.title, kind.url(draft)
    if draft.case is None:
        raise LookupError(f"nobody says where a draft {draft.kind} is carried on")
    act = draft.case.table.act(draft.kind)
    return act.title, reverse("cases:act", args=[draft.case.reference, act.code])
