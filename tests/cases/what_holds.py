"""What holds of every case, whatever was done to it and to others before: the invariants of a walk in any order."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wscb.cases import engine, rules
from wscb.cases.models import Case, CaseDocument, CaseEvent, Decision, Recommendation, Step
from wscb.trail.models import Entry

Standing = dict[UUID, list[dict[str, object]]]


def standing() -> Standing:
    """Every case there is, with its events, steps, decisions, recommendations and documents as they are stored."""
    rows: Standing = {case["id"]: [case] for case in Case.objects.values()}
    for model in (CaseEvent, Step, Decision, Recommendation, CaseDocument):
        for row in model._default_manager.order_by("pk").values():
            rows[row["case_id"]].append(row)
    return rows


def everybody() -> QuerySet[Case]:
    """Every case there is, with what the invariants read of it."""
    return Case.objects.prefetch_related("events", "steps__chases", "steps__ledger")


def way_is_in_the_table(case: Case) -> None:
    """Each event leads on from the one before by a row of the table, and is in the trail."""
    state, events = case.table.initial, list(case.events.all())
    for event in events:
        act = case.table.act(event.act)
        assert event.from_state == state
        assert state in act.from_
        assert event.to_state in (act.targets or (state,))
        state = event.to_state
    assert case.state == state
    assert [event.revision for event in events] == list(range(1, case.revision + 1))
    kinds = [f"{case.process}.{act.code}" for act in case.table.acts]
    assert Entry.objects.filter(subject_id=case.pk, kind__in=kinds).count() == len(events)


def steps_stand_until_done(case: Case) -> None:
    """The recommendation and the decision are owed from the first day, until an act is done that closes them."""
    done = {event.act for event in case.events.all()}
    for code in ("panel_recommendation", "chair_decision"):
        (step,) = [step for step in case.steps.all() if step.code == code]
        assert step.starts_on == case.triggered_on
        assert step.is_open == (not any(code in case.table.act(act).closes for act in done))


def dates_follow_from_the_rules(case: Case) -> None:
    """Every date can be computed again, and whatever is open is chased at its next moment."""
    for step in case.steps.all():
        step.case = case
        assert rules.recomputed(step) == step.due_on
        assert step.next_chase_at == engine.next_moment(step)
        assert step.is_open or step.next_chase_at is None


def nothing_is_signed_twice(case: Case) -> None:
    """One row for every signature, one decision, and one of each that stands."""
    acts = [event.act for event in case.events.all()]
    assert case.recommendations.count() == acts.count("recommend")
    outcomes = case.decisions.filter(kind="outcome")
    signed = outcomes.count()
    assert signed == acts.count("decide") + acts.count("reconsider")
    assert acts.count("decide") <= 1
    assert outcomes.filter(superseded_by__isnull=True).count() == min(1, signed)
    assert case.recommendations.filter(superseded_by__isnull=True).count() <= 1
    assert (case.closed_on is not None) == (case.state in ("closed", "completed"))
    assert case.decisions.filter(kind="accepted").count() == acts.count("accept_report") <= 1


HOLDING = (way_is_in_the_table, steps_stand_until_done, dates_follow_from_the_rules, nothing_is_signed_twice)
