"""What has to be recorded before something can be done, with the way to it: a link for whoever may, for others who can."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from wscb import clock
from wscb.cases.called import role_called
from wscb.cases.models import Case
from wscb.cases.owing import Owners, owners_of
from wscb.cases.process import Act, Missing
from wscb.cases.views.base import act_url
from wscb.cases.views.rules import the_acts, the_offices


@dataclass(frozen=True)
class Way:
    """Something that is missing: `url` leads to the act that supplies it; where there is none, `says` why, or who can."""

    title: str
    url: str = ""
    says: str = ""


def ways(request: HttpRequest, case: Case, missing: Iterable[Missing]) -> list[Way]:
    """What is missing, each with the reader’s way to it, in the same order."""
    listed = list(missing)
    offered = {act.code for act in the_acts(request, case)} if listed else set()
    held = the_offices(request, case)
    owners = owners_of({case.pk} if any(one.act not in offered for one in listed) else set(), on=clock.today())
    return [
        Way(one.title, url=act_url(case, one.act, one.page))
        if one.act in offered
        else Way(one.title, says=_says(case, case.table.act(one.act), held, owners) if one.act else "")
        for one in listed
    ]


def _says(case: Case, act: Act, held: Collection[str], owners: Owners) -> str:
    """Who can do the act: those who hold its first office that is held, by name; to them, why they cannot at present."""
    if act.occasion and any(role in held for role in act.by):
        return case.table.occasions[act.occasion]
    role = next((role for role in act.by if owners.of(case.pk, role)), act.by[0])
    names = ", ".join(owner.name for owner in owners.of(case.pk, role))
    return f"Who can do it: {role_called(case.table, role)}{', ' + names if names else ''}."
