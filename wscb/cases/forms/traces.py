"""The filter over the trail: by person, kind and period, in the address by ids and codes alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from wscb.dates import LONDON
from wscb.trail.kinds import Group
from wscb.web.forms import SelectField

PERIODS = {
    "today": ("Today", 0),
    "week": ("The last 7 days", 6),
    "month": ("The last 30 days", 29),
    "year": ("The last 365 days", 364),
}
MOST_MONTHS = 120
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class TraceFilter(forms.Form):
    """A filter whose answers stand in the address; one that is no choice is dropped. One person's trail has no `person`."""

    use_required_attribute = False
    person = SelectField(label="Person", choices=[], empty="Anybody")
    kind = SelectField(label="Kind", choices=[], empty="Everything")
    period = SelectField(label="Period", choices=[], empty="At any time")

    def __init__(
        self,
        asked: QueryDict,
        *,
        on: dt.date,
        groups: Collection[Group],
        first: dt.date | None,
        people: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        super().__init__({})
        self.label_suffix = ""
        self.on = on
        if people is None:
            del self.fields["person"]
        self._offer("person", people or [])
        self._offer("kind", [(group.value, group.words) for group in groups])
        self._offer("period", [*((code, words) for code, (words, _days) in PERIODS.items()), *_months(first, on)])
        self.chosen = {name: str(asked[name]) for name in self.fields if asked.get(name) in self._codes(name)}
        self.data = dict(self.chosen)
        for field in self.fields.values():
            field.required = False

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        if name in self.fields:
            field: Any = self.fields[name]
            field.choices = [field.choices[0] if field.choices else ("", field.empty), *choices]

    def _codes(self, name: str) -> set[str]:
        return {code for code, _words in self.fields[name].choices if code}  # type: ignore[attr-defined]

    def narrows(self) -> dict[str, Any]:
        """What `traces.chosen` takes."""
        since, until = self._bounds(self.chosen.get("period", ""))
        return {
            "person": self.chosen.get("person", ""),
            "group": self.chosen.get("kind", ""),
            "since": since,
            "until": until,
        }

    def _bounds(self, code: str) -> tuple[dt.datetime | None, dt.datetime | None]:
        if code in PERIODS:
            return _midnight(self.on - dt.timedelta(days=PERIODS[code][1])), None
        if found := _MONTH.fullmatch(code):
            first = dt.date(int(found[1]), int(found[2]), 1)
            return _midnight(first), _midnight((first + dt.timedelta(days=32)).replace(day=1))
        return None, None

    def tags(self, asked: QueryDict) -> list[dict[str, str]]:
        """Each answer that is set, in words, with the address of the list without it."""
        found = []
        for name, code in self.chosen.items():
            query = asked.copy()
            for gone in (name, "page", "export"):
                query.pop(gone, None)
            words = dict(self.fields[name].choices)[code]  # type: ignore[attr-defined]
            found.append({"text": f"{self.fields[name].label}: {words}", "url": f"?{query.urlencode()}"})
        return found


def _months(first: dt.date | None, on: dt.date) -> list[tuple[str, str]]:
    """The months from the one of `first` to that of `on`, the last first."""
    found: list[tuple[str, str]] = []
    month = on.replace(day=1)
    while first and month >= first.replace(day=1) and len(found) < MOST_MONTHS:
        found.append((f"{month:%Y-%m}", f"{month:%B %Y}"))
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON)
