"""Whatever is done in whatever order by whomever: the table holds, no step is lost, nothing is signed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from reviews.actions import (
    beginning,
    bundle,
    case_review,
    chronology,
    chronology_imports,
    corrections,
    decision,
    names,
    notices,
    panel,
)
from reviews.actions.decision import Reasons
from reviews.actions.notification import Answers, Child, Notice, kept_answers
from reviews.chronology.happening import Happening
from reviews.models import ChronologyEntry, ChronologyImport
from reviews.process import CR, SCR
from reviews.statement import worksheet_of
from tests import board as b
from tests.cases import contributing_attempts, learning_attempts, reporting_attempts, six_months_attempts
from tests.cases.moments import frozen
from wscb.cases import engine, rules
from wscb.cases.actions import (
    acting_chair,
    appointments,
    consultations,
    declarations,
    information,
    involvement,
    meetings,
    papers,
    representing,
    scrutiny,
    terms,
)
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed
from wscb.cases.models import Case, InformationRequest, Step
from wscb.cases.process import Process
from wscb.people.models import User
from wscb.trail.models import Entry

RECEIVED = date(2026, 3, 2)
EXISTING = sorted({act.code for table in (SCR, CR) for act in table.acts if not act.planned} - {"log"})
WHY = Reasons(reasons="Considered.", departure="Explained.", advice="Counsel’s.", new_facts="A witness came forward.")
NEXT = {
    "notified": ("refer",),
    "referred": ("convene", "convene", "decide"),
    "convened": ("recommend", "recommend", "adjourn"),
    "recommended": ("decide", "refer_back"),
    "referred_back": ("recommend", "convene"),
    "review": (
        "begin_review",
        "reconsider",
        "propose_chair",
        "file_terms",
        "propose_appointment",
        "appoint",
        "declare_independence",
        "agree_terms",
        "end_appointment",
        *six_months_attempts.OFTEN,
    ),
    **reporting_attempts.NEXT,
    "not_review": (
        "log_scrutiny",
        "answer_scrutiny",
        "reconsider",
        "notify_outcome_ofsted",
        "notify_outcome_national_panel",
        "explain_delay",
    ),
}
SIGNING = ("recommend", "decide", "reconsider", "close", "accept_report")


class AnyOrder(RuleBasedStateMachine):
    """One case, and everybody of the Board who might do anything to it, from day to day."""

    board: b.Board
    table: Process

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.day = RECEIVED

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(running=st.booleans(), elsewhere=st.booleans())
    def logged(self, running: bool, elsewhere: bool) -> None:
        residence = {"residence": "elsewhere", "other_board": "Halton"} if elsewhere else {"residence": "warrington"}
        with frozen(self.day):
            self.case = b.log(self.board, received=RECEIVED, running=running, kind=self.table.code, **residence)
        self.known = {step.pk for step in self.case.steps.all()}

    @rule(draw=st.randoms(use_true_random=False))
    def somebody_acts(self, draw: Random) -> None:
        """Days pass; then what usually comes next, or any act of the state by its office, or any act by anybody."""
        self.day += timedelta(days=draw.choice([0, 0, 1, 3, 8]))
        how = draw.choice(["next", "next", "next", "possible", "possible", "anything"])
        if how == "next" and self.case.state in NEXT:
            self.next_act(draw)
        elif how == "anything" and (others := [act.code for act in self.table.acts if act.code in acts]):
            people = [person for person in vars(self.board).values() if isinstance(person, User)]
            self.attempt(draw.choice(others), draw.choice([*people, *self.board.members]), draw.random() < 0.5)
        else:
            act = draw.choice(self.table.acts_from(self.case.state))
            self.attempt(act.code, self.in_office(draw.choice(act.by)), draw.random() < 0.5)

    def next_act(self, draw: Random) -> None:
        code, yes = draw.choice([code for code in NEXT[self.case.state] if code in self.codes()]), draw.random() < 0.5
        if code == "recommend" and self.case.state == "convened":
            self.attempt("record_attendance", self.board.panel_chair, yes)
            if "consider_ofsted" in self.codes():
                self.attempt("consider_ofsted", self.board.panel_chair, yes)
        self.attempt(code, self.in_office(self.table.act(code).by[0]), yes)

    def codes(self) -> set[str]:
        return {act.code for act in self.table.acts}

    def in_office(self, role: str) -> User:
        holder = {
            "business_manager": self.board.manager,
            "board_chair": self.board.chair,
            "panel_chair": self.board.panel_chair,
            "panel_member": self.board.members[2],
            "representative": b.representative(self.board),
            "review_chair": self.board.outsider,
            "lead_reviewer": self.board.outsider,
        }
        return holder.get(role) or self.appointed(role)

    def appointed(self, role: str) -> User:
        row = self.case.appointments.filter(role=role, appointed_on__isnull=False).order_by("-appointed_on").first()
        return row.user if row else self.board.outsider

    def attempt(self, code: str, by: User, yes: bool) -> None:
        before, was_open = self.standing(), self.open_steps()
        try:
            with frozen(self.day):
                acts[code](self, by, yes)
        except (ActRefused, NotAllowed):
            assert self.standing() == before
            return
        self.case = b.fresh(self.case)
        self.steps_moved_by(code, was_open)
        if code in SIGNING:
            with pytest.raises((CaseChanged, ActRefused)), frozen(self.day):
                acts[code](self, by, yes, seen=before[0])

    def standing(self) -> tuple[Any, ...]:
        case = b.fresh(self.case)
        counts = [
            rows.count() for rows in (case.events, case.steps, case.decisions, case.recommendations, case.documents)
        ]
        return (case.revision, case.state, *counts)  # fmt: skip

    def open_steps(self) -> set[tuple[Any, str]]:
        return set(self.case.steps.filter(done_on__isnull=True).values_list("pk", "code"))

    def steps_moved_by(self, code: str, before: set[tuple[Any, str]]) -> None:
        act, now = self.table.act(code), self.open_steps()
        closed, opened = {step for _, step in before - now}, {step for _, step in now - before}
        assert closed <= set(act.closes)
        assert opened <= {*act.opens, *act.may_open}
        assert set(act.opens) <= {step for _, step in now}

    @invariant()
    def way_is_in_the_table(self) -> None:
        state = self.table.initial
        events = list(self.case.events.all())
        for event in events:
            act = self.table.act(event.act)
            assert event.from_state == state
            assert state in act.from_
            assert event.to_state in (act.targets or (state,))
            state = event.to_state
        assert self.case.state == state
        assert [event.revision for event in events] == list(range(1, self.case.revision + 1))
        written = Entry.objects.filter(
            subject_id=self.case.pk, kind__in=[f"{self.table.code}.{act.code}" for act in self.table.acts]
        )
        assert written.count() == len(events)

    @invariant()
    def no_step_is_lost(self) -> None:
        steps = list(self.case.steps.all())
        assert self.known <= {step.pk for step in steps}
        self.known = {step.pk for step in steps}
        done = {event.act for event in self.case.events.all()}
        for code in ("panel_recommendation", "chair_decision"):
            (step,) = [step for step in steps if step.code == code]
            assert step.starts_on == RECEIVED
            assert step.is_open == (not any(code in self.table.act(act).closes for act in done))

    @invariant()
    def dates_follow_from_the_rules(self) -> None:
        for step in self.case.steps.prefetch_related("chases", "ledger"):
            step.case = self.case
            assert rules.recomputed(step) == step.due_on
            assert step.next_chase_at == engine.next_moment(step)
            assert step.is_open or step.next_chase_at is None

    @invariant()
    def nothing_is_signed_twice(self) -> None:
        acts = [event.act for event in self.case.events.all()]
        assert self.case.recommendations.count() == acts.count("recommend")
        outcomes = self.case.decisions.filter(kind="outcome")
        assert outcomes.count() == acts.count("decide") + acts.count("reconsider")
        assert acts.count("decide") <= 1
        assert outcomes.filter(superseded_by__isnull=True).count() == min(1, outcomes.count())
        assert self.case.recommendations.filter(superseded_by__isnull=True).count() <= 1
        assert (self.case.closed_on is not None) == (self.case.state in ("closed", "completed"))
        assert self.case.decisions.filter(kind="accepted").count() == acts.count("accept_report") <= 1


Attempt = Callable[..., Any]
acts: dict[str, Attempt] = {
    **reporting_attempts.ATTEMPTS,
    **learning_attempts.ATTEMPTS,
    **contributing_attempts.ATTEMPTS,
    **six_months_attempts.ATTEMPTS,
}


def doing(code: str) -> Callable[[Attempt], Attempt]:
    def keep(attempt: Attempt) -> Attempt:
        acts[code] = attempt
        return attempt

    return keep


def common(this: AnyOrder, by: User) -> dict[str, Any]:
    return {"case": this.case, "by": by, "on": this.day}


def signed(this: AnyOrder, seen: int | None) -> dict[str, Any]:
    return {"confirmed": b.SIGNED, "seen": this.case.revision if seen is None else seen}


def outcome(yes: bool) -> str:
    return "hold" if yes else "not_hold"


@doing("refer")
def refer(this: AnyOrder, by: User, yes: bool) -> None:
    panel.refer(**common(this, by))


@doing("close")
def close(this: AnyOrder, by: User, yes: bool, seen: int | None = None) -> None:
    decision.close(**common(this, by), **signed(this, seen), closed_as="withdrawn", reasons="Withdrawn.")


def meeting(this: AnyOrder) -> dict[str, Any]:
    recused = set(this.case.recusals.values_list("user_id", flat=True))
    members = [member for member in this.board.members if member.pk not in recused]
    starts_at = datetime.combine(this.day, time(10), tzinfo=UTC)
    return {"starts_at": starts_at, "place": "Room 2", "chair": this.board.panel_chair, "members": members}


@doing("convene")
def convene(this: AnyOrder, by: User, yes: bool) -> None:
    meetings.convene(**common(this, by), **meeting(this), co_opted=[this.board.outsider] if yes else [])


@doing("reconvene")
def reconvene(this: AnyOrder, by: User, yes: bool) -> None:
    meetings.reconvene(**common(this, by), **meeting(this), co_opted=[this.board.outsider] if yes else [])


@doing("record_attendance")
def record_attendance(this: AnyOrder, by: User, yes: bool) -> None:
    convened = meetings.current_meeting(this.case)
    seats = convened.attendances.filter(withdrawn_on__isnull=True).select_related("user") if convened else []
    presences = {seat.user: "attended" if yes else "absent" for seat in seats}
    why = "" if yes else "It could not wait."
    meetings.record_attendance(**common(this, by), held_on=this.day, presences=presences, inquorate_because=why)


@doing("adjourn")
def adjourn(this: AnyOrder, by: User, yes: bool) -> None:
    meetings.adjourn(**common(this, by), because="Snow.")


@doing("recommend")
def recommend(this: AnyOrder, by: User, yes: bool, seen: int | None = None) -> None:
    with_it = {"terms": b.TERMS} if this.day.day % 2 else {"no_terms_because": "Not yet."}
    panel.recommend(
        **common(this, by), **signed(this, seen), **with_it, outcome=outcome(yes), reasons="The criteria.",
        departure_reasons="Explained.", no_chair_because="Nobody yet.", delay_reasons="Snow.", publication="learning_points",
    )  # fmt: skip


@doing("explain_delay")
def explain_delay(this: AnyOrder, by: User, yes: bool) -> None:
    step = this.case.steps.get(code="panel_recommendation" if yes else "chair_decision")
    consultations.explain_delay(**common(this, by), step=step, reasons="Snow.")


@doing("file_terms")
def file_terms(this: AnyOrder, by: User, yes: bool) -> None:
    terms.file_terms(**common(this, by), fields={**b.TERMS, "subjects": f"{this.day}"}, changed_because="New facts.")


@doing("propose_chair")
def propose_chair(this: AnyOrder, by: User, yes: bool) -> None:
    where = this.board.office if yes else this.board.council
    involvement.propose_chair(**common(this, by), name="Dr Ines Calder", organisation=where, background="Reviews.")


@doing("record_consultation")
def record_consultation(this: AnyOrder, by: User, yes: bool) -> None:
    kind = "peer_challenge" if yes else "national_panel"
    consultations.record_consultation(**common(this, by), kind=kind, sought=False, none_because="Plain.")


@doing("refer_back")
def refer_back(this: AnyOrder, by: User, yes: bool) -> None:
    decision.refer_back(**common(this, by), questions="Why?", seen=this.case.revision)


@doing("decide")
def decide(this: AnyOrder, by: User, yes: bool, seen: int | None = None) -> None:
    for kind in ("peer_challenge", "national_panel"):
        if by == this.board.chair and not this.case.consultations.filter(kind=kind).exists():
            record_consultation(this, by, kind == "peer_challenge")
            this.case = b.fresh(this.case)
    decision.decide(
        **common(this, by), **signed(this, seen), outcome=outcome(yes), why=WHY, delay_reasons="Snow."
    )  # fmt: skip


@doing("reconsider")
def reconsider(this: AnyOrder, by: User, yes: bool, seen: int | None = None) -> None:
    decision.reconsider(**common(this, by), **signed(this, seen), outcome=outcome(yes), why=WHY)


def noticed(code: str) -> Attempt:
    def notice(this: AnyOrder, by: User, yes: bool) -> None:
        record = notices.record_outcome_notice if "outcome" in code else notices.record_notice
        record(**common(this, by), act=code, sent_on=this.day, sent_by_name="Morgan Ellis", copy=b.PAPER)

    return notice


for notice_act in papers.NOTICES:
    acts[notice_act] = noticed(notice_act)


@doing("receive_form_1")
def receive_form_1(this: AnyOrder, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_1")


@doing("receive_form_2")
def receive_form_2(this: AnyOrder, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_2")


@doing("receive_form_3")
def receive_form_3(this: AnyOrder, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_3")


@doing("receive_form_4")
def receive_form_4(this: AnyOrder, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_4")


@doing("ask_information")
def ask_information(this: AnyOrder, by: User, yes: bool) -> None:
    kind = "brief" if yes else "agency_report"
    information.ask_information(**common(this, by), organisation=this.board.police, question="What contact?", kind=kind)


@doing("receive_information")
def receive_information(this: AnyOrder, by: User, yes: bool) -> None:
    request = this.case.information_requests.filter(received_on__isnull=True).first()
    if request is None:
        raise ActRefused("Nothing was asked.")
    information.receive_information(**common(this, by), request=request, received_on=this.day, answer="None.")


def asked_of_police(this: AnyOrder, **which: object) -> InformationRequest:
    request = this.case.information_requests.filter(**which).first()
    if request is None:
        raise ActRefused("Nothing was asked.")
    return request


@doing("name_representative")
def name_representative(this: AnyOrder, by: User, yes: bool) -> None:
    user = b.representative(this.board)
    representing.name_representative(**common(this, by), organisation=this.board.police, user=user)


@doing("record_engagement")
def record_engagement(this: AnyOrder, by: User, yes: bool) -> None:
    how = {"engagement": "engaged"} if yes else {"engagement": "declined", "declined_because": "No contact."}
    representing.record_engagement(**common(this, by), organisation=this.board.police, **how)


@doing("check_information")
def check_information(this: AnyOrder, by: User, yes: bool) -> None:
    request = asked_of_police(this, state="received")
    later = this.day + timedelta(days=10)
    outcome = {"accepted": True} if yes else {"accepted": False, "missing": "The dates.", "new_due_on": later}
    information.check_information(**common(this, by), request=request, points=b.ALL_POINTS, **outcome)


@doing("answer_more_time")
def answer_more_time(this: AnyOrder, by: User, yes: bool) -> None:
    request = asked_of_police(this, more_time__answered_on__isnull=True, more_time__isnull=False)
    until = this.day + timedelta(days=20) if yes else None
    information.answer_more_time(**common(this, by), request=request, granted_until=until, answer="As agreed.")


@doing("submit_information")
def submit_information(this: AnyOrder, by: User, yes: bool) -> None:
    request = asked_of_police(this, received_on__isnull=True)
    seen = b.write_return(request, by=by, on=this.day)
    representing.submit_information(**common(this, by), request=request, seen=seen)


@doing("ask_more_time")
def ask_more_time(this: AnyOrder, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=60)
    representing.ask_more_time(**common(this, by), request=asked_of_police(this), until=until, because="Leave.")


@doing("delegate_request")
def delegate_request(this: AnyOrder, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.delegate(**common(this, by), request=asked_of_police(this), to=colleague)


@doing("end_delegation")
def end_delegation(this: AnyOrder, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.end_delegation(**common(this, by), request=asked_of_police(this), of=colleague)


@doing("hand_over_request")
def hand_over_request(this: AnyOrder, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.hand_over(**common(this, by), request=asked_of_police(this), to=colleague)


@doing("revise_worksheet")
def revise_worksheet(this: AnyOrder, by: User, yes: bool) -> None:
    answers = b.DEATH if yes else b.NO_LIMB
    if this.table is CR:
        answers = Answers(limbs={}, reasons={}, learning="What the school knew." if yes else "What the nurse knew.")
    corrections.revise_worksheet(**common(this, by), answers=answers, because="Read again.", confirmed=b.SIGNED)


@doing("record_death")
def record_death(this: AnyOrder, by: User, yes: bool) -> None:
    child = this.case.subjects.get(ordinal=1)
    corrections.record_death(
        **common(this, by), child=child, died_on=this.day, reasons="Died in hospital.", confirmed=b.SIGNED
    )
    if this.table is SCR:
        assert kept_answers(worksheet_of(this.case)).limbs["died"] == "yes"


@doing("correct_facts")
def correct_facts(this: AnyOrder, by: User, yes: bool) -> None:
    where = {"residence": "elsewhere", "other_board": "Halton"} if yes else {"residence": "warrington"}
    notice = Notice(received_on=RECEIVED, received_how="letter", incident_kind="death", incident="A fall.", **where)
    added = [Child(unborn=True)] if yes else []
    corrections.correct_facts(**common(this, by), notice=notice, children={}, added=added, because="Read again.")


@doing("add_organisation")
def add_organisation(this: AnyOrder, by: User, yes: bool) -> None:
    which = this.board.council if yes else this.board.office
    involvement.add_organisation(**common(this, by), organisation=which)


@doing("record_interest")
def record_interest(this: AnyOrder, by: User, yes: bool) -> None:
    involvement.record_interest(**common(this, by), user=this.board.members[int(yes)], interest="A neighbour.")


@doing("name_acting_chair")
def name_acting_chair(this: AnyOrder, by: User, yes: bool) -> None:
    who = this.board.outsider if yes else this.board.members[0]
    ends_on = this.day + timedelta(days=30)
    acting_chair.name_acting_chair(**common(this, by), user=who, ends_on=ends_on, reason="A conflict.")


@doing("add_document")
def add_document(this: AnyOrder, by: User, yes: bool) -> None:
    papers.add_document(**common(this, by), kind="panel_paper", title="Summary", upload=b.PAPER)


@doing("strike_document")
def strike_document(this: AnyOrder, by: User, yes: bool) -> None:
    document = this.case.documents.first()
    if document is None:
        raise ActRefused("There is none.")
    papers.strike_document(**common(this, by), document=document, because="Of another case.")


@doing("add_note")
def add_note(this: AnyOrder, by: User, yes: bool) -> None:
    papers.add_note(**common(this, by), kind="call", happened_on=this.day, with_whom="A nurse", text="She called.")


@doing("look_over")
def look_over(this: AnyOrder, by: User, yes: bool) -> None:
    consultations.look_over(**common(this, by))


def appointment(this: AnyOrder, **how: Any) -> Any:
    row = this.case.appointments.filter(**how).order_by("-proposed_on", "role").first()
    if row is None:
        raise ActRefused("Nobody is proposed or appointed.")
    return row


@doing("propose_appointment")
def propose_appointment(this: AnyOrder, by: User, yes: bool) -> None:
    email = f"{this.day:%d}@elsewhere.example"
    person = User.objects.filter(email=email).first() or b.person(
        email, "Dr Ines Calder", this.board.council if yes else None
    )
    role = "lead_reviewer" if this.day.day % 2 else "review_chair"
    appointments.propose_appointment(**common(this, by), role=role, person=person, qualifications="Six reviews.")


@doing("appoint")
def appoint(this: AnyOrder, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=20) if yes else None
    row = appointment(this, appointed_on__isnull=True)
    appointments.appoint(**common(this, by), appointment=row, starts_on=this.day, ends_on=until)


@doing("declare_independence")
def declare_independence(this: AnyOrder, by: User, yes: bool) -> None:
    how = {"confirmed": b.SIGNED, "paper": b.PAPER if yes else None, "declared_on": this.day}
    declarations.declare_independence(**common(this, by), appointment=appointment(this), **how)


@doing("end_appointment")
def end_appointment(this: AnyOrder, by: User, yes: bool) -> None:
    appointments.end_appointment(**common(this, by), appointment=appointment(this), because="Moved away.")


@doing("resolve_independence")
def resolve_independence(this: AnyOrder, by: User, yes: bool) -> None:
    appointments.resolve_independence(**common(this, by), appointment=appointment(this), reasons="They left it.")


@doing("tell_names")
def tell_names(this: AnyOrder, by: User, yes: bool) -> None:
    row = appointment(this, role="lead_reviewer")
    names.tell_names(**common(this, by), appointment=row, sent_on=this.day, sent_by_name="Morgan Ellis", copy=b.PAPER)


@doing("record_names_advice")
def record_names_advice(this: AnyOrder, by: User, yes: bool) -> None:
    notice = this.case.names_notices.first()
    if notice is None:
        raise ActRefused("The panel was not told.")
    given = {"advice": "Agrees.", "received_on": this.day} if yes else {}
    names.record_names_advice(**common(this, by), notice=notice, response="Noted.", **given)


@doing("agree_terms")
def agree_terms(this: AnyOrder, by: User, yes: bool) -> None:
    last = this.case.terms_of_reference.order_by("-version").first()
    if last is None:
        raise ActRefused("There are none.")
    terms.agree_terms(**common(this, by), **signed(this, None), terms=last)


@doing("discuss_publication")
def discuss_publication(this: AnyOrder, by: User, yes: bool) -> None:
    said = (
        {"held_on": this.day, "spoken_by": "Morgan Ellis", "said": "They were told."}
        if yes
        else {"not_because": "Abroad."}
    )
    beginning.discuss_publication(**common(this, by), with_whom="The mother", others_remain=yes, **said)


@doing("begin_review")
def begin_review(this: AnyOrder, by: User, yes: bool) -> None:
    beginning.begin_review(**common(this, by))


def happened(this: AnyOrder, what: str) -> Happening:
    return Happening(organisation=this.board.police, event=what, happened_on=this.day - timedelta(days=400))


def an_entry(this: AnyOrder) -> ChronologyEntry:
    entry = ChronologyEntry.objects.filter(case=this.case).order_by("pk").first()
    if entry is None:
        raise ActRefused("There is none.")
    return entry


@doing("add_chronology")
def add_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    chronology.add_entry(**common(this, by), told=happened(this, "A visit."))


@doing("import_chronology")
def import_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    chronology_imports.import_entries(
        **common(this, by), organisation=this.board.police, file_name="police.csv", content=str(yes),
        entries=[(2, happened(this, "A call.")), (3, happened(this, "Another call."))],
    )  # fmt: skip


@doing("correct_chronology")
def correct_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    told = happened(this, "A visit by two officers.")
    chronology.correct_entry(**common(this, by), entry=an_entry(this), told=told, because="Read again.")


@doing("comment_chronology")
def comment_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    chronology.comment_on_entry(**common(this, by), entry=an_entry(this), text="Was the child alone?")


@doing("strike_chronology")
def strike_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    chronology.strike_entry(**common(this, by), entry=an_entry(this), because="Of another child.")


@doing("withdraw_chronology")
def withdraw_chronology(this: AnyOrder, by: User, yes: bool) -> None:
    imported = ChronologyImport.objects.filter(case=this.case).order_by("pk").first()
    if imported is None:
        raise ActRefused("There is none.")
    chronology_imports.withdraw_import(**common(this, by), imported=imported, because="The wrong file.")


@doing("put_to_subgroup")
def put_to_subgroup(this: AnyOrder, by: User, yes: bool) -> None:
    case_review.put_to_subgroup(**common(this, by), learning="What the nurse knew." if yes else "")


@doing("consider_ofsted")
def consider_ofsted(this: AnyOrder, by: User, yes: bool) -> None:
    case_review.consider_ofsted(**common(this, by), notify=yes, reasons="Not serious.")


@doing("log_scrutiny")
def log_scrutiny(this: AnyOrder, by: User, yes: bool) -> None:
    scrutiny.log_scrutiny(
        **common(this, by), received_on=this.day, from_whom="The Panel’s office", question="Why?",
        wanted_by=this.day + timedelta(days=20) if yes else None,
    )  # fmt: skip


@doing("answer_scrutiny")
def answer_scrutiny(this: AnyOrder, by: User, yes: bool) -> None:
    asked = this.case.scrutiny_requests.filter(answer__isnull=not yes).first()
    if asked is None:
        raise ActRefused("Nothing was asked.")
    scrutiny.answer_scrutiny(**common(this, by), request=asked, sent_on=this.day, answer="As reasoned.")


@doing("record_scrutiny_attendance")
def record_scrutiny_attendance(this: AnyOrder, by: User, yes: bool) -> None:
    scrutiny.record_scrutiny_attendance(
        **common(this, by), attended_on=this.day, who=this.board.chair if yes else this.board.manager, outcome="Noted."
    )


@doing("make_bundle")
def make_bundle(this: AnyOrder, by: User, yes: bool) -> None:
    bundle.make_bundle(**common(this, by))


def test_every_act_of_the_tables_is_tried() -> None:
    assert sorted(acts) == EXISTING


@pytest.mark.django_db
@pytest.mark.parametrize("table", [SCR, CR], ids=["scr", "cr"])
@pytest.mark.clause("CARD-02", "SCR-06", "SCR-11", "SCR-15", "CR-07", "CR-10")
def test_whatever_is_done_in_whatever_order_the_table_holds(table: Process) -> None:
    board = b.new_board()

    class WithBoard(AnyOrder):
        pass

    WithBoard.board, WithBoard.table = board, table
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        WithBoard,
        settings=settings(
            max_examples=7,
            stateful_step_count=13,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
    assert (Case.objects.count(), Step.objects.count()) == (0, 0)
