"""Opening a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case
from wscb.cases.process.table import Process
from wscb.cases.recording import save
from wscb.cases.vocabulary import NoRuleSet, rule_set_on
from wscb.keys.wrapping import new_key
from wscb.people.models import Area, Panel, User
from wscb.people.standing import standing


@transaction.atomic
def open_case(
    *,
    process: Process,
    area: Area,
    triggered_on: date,
    by: User,
    on: date,
    running: bool = False,
    also_open: Iterable[str] = (),
    checked: str = "",
) -> Case:
    """Opens a case of the process by its act `log`, in its first state, with a key of its own and the steps of the table.

    `triggered_on` is the local date on which the office received the event; `running` mutes the chasers until somebody has looked
    at the dates. `checked` names the act of another case by which this one is opened, for which the person's right was checked.
    Raises NotAllowed if the person does not hold the role in the area, ActRefused if no rules were in force.
    """
    act = process.act("log")
    held = standing(by, clock.today())
    if not checked and not any(area.pk in held.areas_for(role) for role in held.roles if role in act.by):
        raise NotAllowed("log")
    try:
        rules = rule_set_on(process.code, triggered_on)
    except NoRuleSet as none:
        raise ActRefused(f"{none}.", field="received_on") from none
    if triggered_on > on:
        raise ActRefused("The date of receipt must be today or in the past.", field="received_on")
    case = Case(
        process=process.code,
        rule_set=rules.code,
        area=area,
        panel=Panel.objects.get(code=process.panel, area=area),
        state=process.initial,
        triggered_on=triggered_on,
        data_key=new_key(),
        entered_running=running,
        chasing_muted=running,
        logged_by=by,
        logged_at=clock.now(),
    )
    save(case, by=by)
    turn = Turn(case=case, act=act, by=by, acting_for="", on=on, at=case.logged_at)
    engine.move(turn, also_open=also_open)
    return case
