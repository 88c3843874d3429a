"""The Board's part in a report: its checklist confirmed, returned or accepted, and its lessons told (SCR-31, SCR-34, GEN-11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from reviews.actions.decision import Reasons, enter
from reviews.actions.holding import overtake_extension
from reviews.actions.publication import Chosen, check_decision, enter_decision
from reviews.actions.surveys import ask_how_fair
from reviews.completion import completion_obstacles
from reviews.left_open import left_open
from reviews.models import Checklist, ChecklistConfirmation, ReportVersion
from reviews.reporting import file_hash, latest_report, partners_of, standing_checklist
from reviews.vocabularies import CHECKLIST_ANSWER, REPORT_CHECKLIST
from wscb.cases import chasing, engine, news, rules
from wscb.cases.actions import information
from wscb.cases.actions.consultations import give_reasons
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.enums import ClosedAs, DecisionKind
from wscb.cases.errors import ActRefused, NotReady, ReasonsNeeded
from wscb.cases.models import Case, Decision, Step
from wscb.cases.process import Missing, registry
from wscb.cases.process.registry import act
from wscb.people.models import Role, User
from wscb.people.standing import holders, in_force

NOTHING_CHOSEN = Chosen()
COMPLETED = "The Board has accepted the report, which completes the review."


@act("scr.answer_checklist")
@transaction.atomic
def answer_checklist(
    *, case: Case, by: User, on: date, answers: Mapping[str, Mapping[str, str]], seen: int | None = None
) -> Checklist:
    """The lead reviewer answers the quality checklist for the version that stands (GEN-11, SCR-25).

    `answers` maps each code of `report_checklist` to `answer` (yes or no) and `where`: where the report shows it, or why not.
    Raises ActRefused naming the question that is not answered.
    """
    turn = engine.begin(case=case, act="answer_checklist", by=by, on=on, seen=seen)
    report = latest_report(turn.case)
    if report is None:
        raise ActRefused("There is no version of the report yet.")
    kept = {}
    for word in REPORT_CHECKLIST:
        given = answers.get(word.code, {})
        if given.get("answer") not in CHECKLIST_ANSWER.codes:
            raise ActRefused(f"Answer “{word.label}”", field=word.code)
        if not given.get("where"):
            raise ActRefused("Say where the report shows it, or why it does not.", field=f"{word.code}_where")
        kept[word.code] = {"answer": given["answer"], "where": given["where"]}
    checklist = Checklist.objects.create(case=turn.case, report=report, answers=kept, by=by, on=on, at=turn.at)
    engine.move(turn, detail=f"Version {report.version}")
    return checklist


@act("scr.confirm_checklist")
@transaction.atomic
def confirm_checklist(
    *, case: Case, by: User, on: date, remark: str = "", seen: int | None = None
) -> ChecklistConfirmation:
    """The Board Chair confirms the checklist as it was last answered (GEN-11). Raises ActRefused for one confirmed already."""
    turn = engine.begin(case=case, act="confirm_checklist", by=by, on=on, seen=seen)
    checklist = standing_checklist(latest_report(turn.case))
    if checklist is None or hasattr(checklist, "confirmation"):
        raise ActRefused("The checklist has been confirmed already.")
    confirmation = ChecklistConfirmation.objects.create(
        case=turn.case, checklist=checklist, remark=remark, by=by, acting_for=turn.acting_for, on=on, at=turn.at
    )
    engine.move(turn)
    return confirmation


@act("scr.return_report")
@transaction.atomic
def return_report(*, case: Case, by: User, on: date, missing: str, seen: int) -> Decision:
    """The Chair returns the report with what is missing; an entry of the decision log. The six months run on."""
    turn = engine.begin(case=case, act="return_report", by=by, on=on, seen=seen)
    if not missing:
        raise ActRefused("Enter what is missing.", field="missing")
    entry = enter(
        turn, kind=DecisionKind.RETURNED, outcome="returned", why=Reasons(reasons=missing), method="session", seen=seen,
        extra={"report": _signed_over(turn.case)},
    )  # fmt: skip
    engine.move(turn)
    _tell("report_returned", turn)
    return entry


@act("scr.accept_report")
@transaction.atomic
def accept_report(
    *,
    case: Case,
    by: User,
    on: date,
    reasons: str,
    delay_reasons: str = "",
    publication: Chosen = NOTHING_CHOSEN,
    confirmed: Confirmation,
    seen: int,
    despite: str = "",
) -> Decision:
    """The Board accepts the report: the signed decision that completes the review and stops its six months (SCR-34, SCR-21).

    Of a Case Review it decides in the same act what is to be published (CR-05, CR-15), and raises as `check_decision` does. Raises
    NotReady with everything that is missing, of the table's facts and of every part of the review; ReasonsNeeded for a late
    completion without reasons. What organisations still owe is closed unanswered, and they are told; the decision says what was left
    open. The Council and each partner are then to be advised of the lessons (SCR-31), and the professionals who were invited are
    asked how fair they found the review (GEN-18).
    """
    try:
        turn = engine.begin(
            case=case, act="accept_report", by=by, on=on, seen=seen, confirmed=confirmed, despite=despite
        )
    except NotReady as lacking:
        raise NotReady([*lacking.missing, *(one.title for one in completion_obstacles(case))]) from None
    if obstacles := completion_obstacles(turn.case):
        raise NotReady([one.title for one in obstacles])
    if not reasons:
        raise ActRefused("Enter the reasons for accepting the report.", field="reasons")
    published = check_decision(turn.case, publication)
    _explain_lateness(turn, delay_reasons)
    entry = enter(
        turn,
        kind=DecisionKind.ACCEPTED,
        outcome="accepted",
        why=Reasons(reasons=reasons),
        method=confirmed.method,
        seen=seen,
        extra={
            "delay_reasons": delay_reasons,
            "report": _signed_over(turn.case),
            "left_open": [vars(one) for one in left_open(turn.case, on=on)],
            **published,
        },
    )
    enter_decision(entry, publication)
    information.close_unanswered(turn, because=COMPLETED)
    overtake_extension(turn, because=COMPLETED)
    for partner in partners_of(turn.case):
        engine.open_step(case=turn.case, code="advise_partner", on=on, by=by, about=partner.pk)
    turn.case.closed_as = ClosedAs.COMPLETED
    engine.move(turn)
    _tell("report_accepted", turn)
    ask_how_fair(case=turn.case, by=by, at=turn.at)
    return entry


def acceptance_lacks(case: Case) -> list[Missing]:
    """Everything that is missing before the report can be accepted: the table's facts, then what each part has open."""
    return [*registry.missing_facts(case, case.table.act("accept_report")), *completion_obstacles(case)]


def late_completion(case: Case, on: date) -> Step | None:
    """The step of the six months if it is still open and late on the day, extensions counted (local date); None otherwise."""
    step = case.steps.filter(code="completion", done_on__isnull=True).first()
    return step if step is not None and rules.is_late(step, on) else None


def _explain_lateness(turn: Turn, delay_reasons: str) -> None:
    step = late_completion(turn.case, turn.on)
    if step is None:
        return
    if delay_reasons:
        give_reasons(turn, step, delay_reasons)
    elif not step.lateness_reasons.exists():
        raise ReasonsNeeded(
            "The date for completion has passed. Give the reasons for the delay.", field="delay_reasons"
        )


def _signed_over(case: Case) -> dict[str, object] | None:
    """What the Board had before it: the version with its hash, the checklist, comments with answers, redactions with reasons."""
    report: ReportVersion | None = latest_report(case)
    if report is None:
        return None
    checklist = standing_checklist(report)
    return {
        "version": report.version,
        "hash": report.content_hash,
        "sections": report.sections,
        "file": file_hash(report),
        "checklist": checklist.answers if checklist else None,
        "comments": [
            {"organisation": one.organisation_id, "text": one.text, "answer": one.answer}
            for one in case.report_comments.all()
        ],
        "redactions": [
            {"passage": one.passage, "ground": one.ground, "reason": one.reason}
            for one in case.redactions.filter(lifted_on__isnull=True)
        ],
    }


def _tell(code: str, turn: Turn) -> None:
    case = turn.case
    reviewers = User.objects.filter(pk__in=case.appointments.filter(in_force(turn.on)).values("user"), is_active=True)
    to = [*holders(Role.BUSINESS_MANAGER, case.area_id, turn.on), *reviewers]
    if code == "report_accepted":
        to += chasing.panel_chairs(case, on=turn.on)
    news.tell(code, case=case, to=dict.fromkeys(to), by=turn.by, at=turn.at)
