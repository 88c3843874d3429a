"""The questions of the anonymous survey, and what its answers come to: aggregates of enough answers, of years that are over (GEN-18)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from reviews.models import SurveyCount
from wscb.cases.vocabulary import Vocabulary, Word

YEAR_BEGINS = (4, 1)
DATA = Path(__file__).parent / "data" / "survey.toml"

_Years: TypeAlias = dict[int, dict[tuple[str, str], int]]


@dataclass(frozen=True)
class Edition:
    """The survey as it was asked: its questions, and the answers to choose from."""

    code: str
    questions: Vocabulary
    answers: Vocabulary


@dataclass(frozen=True)
class Survey:
    """The survey's data: its editions, which of them is sent now, for how long a link works, how many answers make an aggregate."""

    editions: dict[str, Edition]
    current: Edition
    open_days: int
    fewest: int


@cache
def survey() -> Survey:
    """The survey as the data file has it. Raises KeyError, naming what is missing, for a file that is none."""
    with DATA.open("rb") as file:
        content = tomllib.load(file)
    editions = {
        code: Edition(code, _words("questions", one["questions"]), _words("answers", one["answers"]))
        for code, one in content["editions"].items()
    }
    return Survey(editions, editions[content["current"]], content["open_days"], content["fewest"])


def _words(name: str, entries: dict[str, str]) -> Vocabulary:
    return Vocabulary(name, tuple(Word(code, label) for code, label in entries.items()))


def year_of(day: date) -> int:
    """The Board's year of a day, by the calendar year in which it begins: 31 March 2026 is in 2025, 1 April 2026 in 2026."""
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1


@dataclass(frozen=True)
class Fairness:
    """What was answered in one area to one edition from a year to a year, both included: how often each answer to each question."""

    area: str
    edition: Edition
    first: int
    last: int
    people: int
    rows: list[tuple[str, list[int]]]

    @property
    def words(self) -> str:
        """The time in words: "1 April 2024 to 31 March 2025"."""
        return f"1 April {self.first} to 31 March {self.last + 1}"

    @property
    def cells(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """The rows with each count beside its answer, for a table."""
        labels = [word.label for word in self.edition.answers]
        return [(question, list(zip(labels, counts, strict=True))) for question, counts in self.rows]


def fairness(areas: Collection[UUID], *, on: date) -> list[Fairness]:
    """What people answered in each of these areas, the latest first; one query.

    A year counts once it is over: what is shown never changes by one more answer, which would tell that answer. A year with too few
    answers is counted together with those that follow, until there are enough. Areas never are: whoever sees one of them alone, or
    comes to see one more, could take away what they know and be left with the few.
    """
    found: dict[tuple[str, str], _Years] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for row in SurveyCount.objects.filter(area__in=areas, year__lt=year_of(on)).select_related("area"):
        found[row.area.name, row.survey][row.year][row.question, row.answer] += row.count
    shown = [
        one for (area, code), years in sorted(found.items()) for one in _periods(area, survey().editions[code], years)
    ]
    return sorted(shown, key=lambda one: (one.last, one.edition.code), reverse=True)


def _periods(area: str, edition: Edition, years: _Years) -> Iterable[Fairness]:
    together: dict[tuple[str, str], int] = defaultdict(int)
    first = None
    for year in sorted(years):
        first = year if first is None else first
        for key, count in years[year].items():
            together[key] += count
        people = _people(edition, together)
        if people >= survey().fewest:
            rows = [
                (question.label, [together[question.code, answer.code] for answer in edition.answers])
                for question in edition.questions
            ]
            yield Fairness(area, edition, first, year, people, rows)
            together, first = defaultdict(int), None


def _people(edition: Edition, counts: dict[tuple[str, str], int]) -> int:
    """How many people answered: everybody answers every question, the first like the others."""
    question = next(iter(edition.questions)).code
    return sum(counts[question, answer.code] for answer in edition.answers)
