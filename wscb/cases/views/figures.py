"""What the Board sees: caseload and limits for a period, as pictures with their tables, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from wscb import clock, dates
from wscb.cases.figures import LimitKept, StateCount, caseload, limits_kept
from wscb.cases.figures_files import CSV, SVG, XLSX, as_csv, as_workbook, tables_of
from wscb.cases.pages import figure_pages
from wscb.cases.views.rules import the_user
from wscb.people.rules import BOARD
from wscb.trail.record import record
from wscb.web.forms import SelectField
from wscb.web.rules import rule

YEAR_BEGINS = (4, 1)
FIRST_YEAR = 2013
WIDE = 600
ROW = 56
CHARTS = {
    "limits": "How each limit was kept.",
    "open-cases": "Open cases by state, those with something overdue first.",
}
_WRITERS = {"csv": (as_csv, CSV), "xlsx": (as_workbook, XLSX)}


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its words, and parts with their kind, start and length in user units."""

    words: str
    y: int
    parts: tuple[tuple[str, float, float, int], ...]


class PeriodFilter(forms.Form):
    """The period; sent by address. Years run from 1 April to 31 March."""

    use_required_attribute = False
    period = SelectField(label="Period", choices=[], empty="Last 12 months")

    def __init__(self, asked: Any, *, on: date) -> None:
        self.on = on
        this_year = on.year if (on.month, on.day) >= YEAR_BEGINS else on.year - 1
        years = [(str(year), f"1 April {year} to 31 March {year + 1}") for year in range(this_year, FIRST_YEAR - 1, -1)]
        codes = {code for code, _words in years}
        self.chosen = asked.get("period", "") if asked.get("period") in codes else ""
        super().__init__({"period": self.chosen})
        self.label_suffix = ""
        field: Any = self.fields["period"]
        field.choices = [("", "Last 12 months"), *years]
        field.required = False

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day of the period."""
        if not self.chosen:
            return dates.add_months(self.on, -12), self.on
        year = int(self.chosen)
        return date(year, *YEAR_BEGINS), date(year + 1, 3, 31)


@rule(BOARD)
def figures(request: HttpRequest) -> HttpResponse:
    """The Board's figures; with `export` as a file (`csv`, `xlsx`, or the name of a chart), which the trail holds."""
    user, today = the_user(request), clock.today()
    chosen = PeriodFilter(request.GET, on=today)
    since, until = chosen.bounds
    load = caseload(user, on=today)
    kept = limits_kept(user, since=since, until=until, on=today)
    if (kind := request.GET.get("export", "")) in {*_WRITERS, *CHARTS}:
        record("figures.exported", by=user, subject=user, facts={"since": since, "until": until, "kind": kind})
        return _download(kind, load, kept, since, until)
    context = {
        "filter": chosen,
        "since": since,
        "until": until,
        "load": load,
        "load_bars": _load_bars(load),
        "kept": kept,
        "kept_bars": _kept_bars(kept),
        "wide": WIDE,
        "others": figure_pages(),
    }
    return render(request, "work/figures.html", context)


def _load_bars(load: list[StateCount]) -> list[Bar]:
    most = max((row.cases for row in load), default=1)
    counted = [
        (f"{row.state} ({row.kind})", (("overdue", row.late), ("running", row.cases - row.late))) for row in load
    ]
    return bars_of(counted, most)


def _kept_bars(kept: list[LimitKept]) -> list[Bar]:
    most = max((row.counted for row in kept), default=1)
    counted = [
        (
            f"{row.title} ({row.kind})",
            (("in-time", row.in_time), ("late", row.late), ("running", row.running), ("overdue", row.overdue)),
        )
        for row in kept
    ]
    return bars_of(counted, most)


def bars_of(counted: Sequence[tuple[str, tuple[tuple[str, int], ...]]], most: int) -> list[Bar]:
    """The bars of a chart: for each its words and its parts (kind and number), as long as `most` fills the width."""
    found = []
    for place, (words, numbers) in enumerate(counted):
        parts, start = [], 0.0
        for kind, number in numbers:
            if number:
                length = round(number * WIDE / most, 1)
                parts.append((kind, round(start, 1), length, number))
                start += length
        found.append(Bar(words, place * ROW, tuple(parts)))
    return found


def _download(kind: str, load: list[StateCount], kept: list[LimitKept], since: date, until: date) -> HttpResponse:
    """The figures as `csv` or `xlsx`, or one of the charts by its name."""
    if kind in CHARTS:
        content: bytes = _chart(kind, load, kept).encode()
        name, media_type, ending = f"{kind}-", SVG, "svg"
    else:
        write, media_type = _WRITERS[kind]
        content, name, ending = write(tables_of(load, kept)), "figures-", kind
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}{since:%Y-%m-%d}-to-{until:%Y-%m-%d}.{ending}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _chart(kind: str, load: list[StateCount], kept: list[LimitKept]) -> str:
    """A chart that stands by itself: with its colours, and its numbers in words for who cannot see it."""
    rows = _kept_bars(kept) if kind == "limits" else _load_bars(load)
    drawn = {"bars": rows, "about": CHARTS[kind], "name": kind, "wide": WIDE, "height": len(rows) * ROW, "alone": True}
    return render_to_string("work/bars.svg", drawn)
