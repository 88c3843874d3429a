"""What views hand to the component templates: typed, so that a page cannot leave a part out by a slip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SummaryRow:
    """A row of `components/summary_list.html`. With `change_url`, a Change link that also says what it changes."""

    key: str
    value: object
    change_url: str = ""
    change_text: str = "Change"
    prose: bool = False
    """Whether the value is what somebody wrote, whose paragraphs are kept."""


@dataclass(frozen=True)
class SubNavigationLink:
    """A link of `components/sub_navigation.html`."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Breadcrumb:
    """A link of `components/breadcrumbs.html`; the page itself is not among them."""

    text: str
    url: str


@dataclass(frozen=True)
class TimelineEvent:
    """An event of `components/timeline.html`; `at` is aware and shown in Europe/London."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""
    url: str = ""
    url_text: str = ""
    tags: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of text and tag colour."""
