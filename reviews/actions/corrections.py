"""What changes in a notification after it was logged: corrections, answers on the criteria, a death (SCR-01, SCR-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from reviews.actions.notification import (
    Answers,
    Child,
    Notice,
    check_answers,
    check_children,
    check_notice,
    enter_alias,
    enter_child,
    enter_worksheet,
    fill_child,
    kept_answers,
)
from reviews.models import Review, Worksheet
from reviews.statement import worksheet_of
from wscb.cases import engine, news
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Subject
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import User
from wscb.people.standing import chairs


@act("scr.revise_worksheet", "cr.revise_worksheet")
@transaction.atomic
def revise_worksheet(
    *, case: Case, by: User, on: date, answers: Answers, because: str, confirmed: Confirmation, seen: int | None = None
) -> Worksheet:
    """Changes answers on the criteria: a new version, signed again with reasons (SCR-02). Raises ActRefused when nothing changed."""
    turn = engine.begin(case=case, act="revise_worksheet", by=by, on=on, seen=seen, confirmed=confirmed)
    check_answers(answers, turn.case.process)
    if answers.stored() == worksheet_of(turn.case).answers:
        raise ActRefused("No answer has changed.")
    sheet = enter_worksheet(turn.case, answers, by=by, on=on, because=because, confirmed_by=confirmed.method)
    engine.move(turn, detail=because)
    return sheet


@act("scr.record_death", "cr.record_death")
@transaction.atomic
def record_death(
    *,
    case: Case,
    by: User,
    on: date,
    child: Subject,
    died_on: date,
    reasons: str,
    circumstances: frozenset[str] = frozenset(),
    confirmed: Confirmation,
    seen: int | None = None,
) -> Worksheet:
    """Turns the case of a child who later died: the same case, with its first clock, and limb (b)(i) answered yes (SCR-01)."""
    turn = engine.begin(case=case, act="record_death", by=by, on=on, seen=seen, confirmed=confirmed)
    current = Subject.objects.select_for_update().get(pk=child.pk, case=turn.case)
    if died_on > on:
        raise ActRefused("The date must be today or in the past.", field="died_on")
    if current.date_of_birth and died_on < current.date_of_birth:
        raise ActRefused("The date of death must not be before the date of birth.", field="died_on")
    if current.died_on:
        raise ActRefused("This child’s death is recorded already.", field="child")
    current.died_on = died_on
    save(current, by=by)
    review = turn.case.review
    review.incident_kind = "death"
    save(review, by=by)
    sheet = _with_death(turn, reasons, circumstances, confirmed)
    engine.move(turn, detail=reasons)
    news.tell("child_died", case=turn.case, to=chairs(turn.case.area_id, on, turn.case.pk), by=by, at=turn.at)
    return sheet


def _with_death(turn: Turn, reasons: str, circumstances: frozenset[str], confirmed: Confirmation) -> Worksheet:
    before = kept_answers(worksheet_of(turn.case))
    if before.learning:
        return worksheet_of(turn.case)
    after = Answers(
        limbs={**before.limbs, "died": "yes"},
        reasons={**before.reasons, "died": reasons},
        circumstances=before.circumstances | circumstances,
    )
    return enter_worksheet(
        turn.case, after, by=turn.by, on=turn.on, because="The child has died.", confirmed_by=confirmed.method
    )


@act("scr.correct_facts", "cr.correct_facts")
@transaction.atomic
def correct_facts(
    *,
    case: Case,
    by: User,
    on: date,
    notice: Notice,
    children: Mapping[Subject, Child],
    added: Sequence[Child] = (),
    because: str,
    seen: int | None = None,
) -> Review:
    """Corrects what was notified, and adds children; the day it was received, on which the clocks rest, does not change.

    `children` are those that are corrected; the others stay as they are. Histories keep what stood before. Raises ActRefused as
    `log_notification` does, and for a death, which is no correction (`record_death`).
    """
    turn = engine.begin(case=case, act="correct_facts", by=by, on=on, seen=seen)
    if notice.received_on != turn.case.triggered_on:
        raise ActRefused("The day of receipt cannot be corrected: the clocks run from it.", field="received_on")
    check_notice(notice, turn.case.process, on=on)
    corrected = [*children.values(), *added]
    if corrected:
        check_children(corrected, on=on)
    _check_deaths(children)
    review: Review = turn.case.review
    for name, value in notice.facts().items():
        setattr(review, name, value)
    save(review, by=by)
    for subject, child in children.items():
        _correct_child(subject, child, by=by)
    for ordinal, child in enumerate(added, start=turn.case.subjects.count() + 1):
        enter_child(turn.case, ordinal, child, by=by)
    told = turn.case.notices.filter(body="other_board").exists()
    engine.move(
        turn, detail=because, also_open=("route_elsewhere",) if notice.residence == "elsewhere" and not told else ()
    )
    return review


def _correct_child(subject: Subject, child: Child, *, by: User) -> None:
    died_on = subject.died_on
    fill_child(subject, child, child.nhs_number.replace(" ", ""))
    subject.died_on = child.died_on or died_on
    save(subject, by=by)
    known = {alias.name: alias for alias in subject.aliases.all()}
    for name in child.aliases:
        if name not in known:
            enter_alias(subject, name, by=by)
    for name in known.keys() - set(child.aliases):
        known[name]._history_user = by  # type: ignore[attr-defined]
        known[name].delete()


def _check_deaths(children: Mapping[Subject, Child]) -> None:
    for subject, child in children.items():
        if child.died_on and not subject.died_on:
            raise ActRefused("Record the death of a child as such: it changes the criteria too.", field="died_on")
