"""The decision bundle: everything that the decision on a review was made on and what became of it, as one PDF (SCR-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from reviews.bundle_learning import learning_lines
from reviews.criteria import LIMBS
from reviews.forms_registry import child_lines, written
from reviews.vocabularies import ANSWER, CIRCUMSTANCE, INCIDENT_KIND, LIMB, OUTCOME, RESIDENCE, WORKSHEET_RESULT
from wscb import dates
from wscb.cases import rules
from wscb.cases.editions import AppendixForm, register_form
from wscb.cases.models import Case, Decision, FormEdition, Recommendation
from wscb.documents.pdf import render_pdf
from wscb.web.forms.wording import lower_first

TITLE = "Decision bundle"
Row = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Rows of label and text under a heading of their own."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A part of the bundle, with a bookmark; `none` is said where it has no tables."""

    title: str
    tables: tuple[Table, ...]
    none: str


def render_bundle(edition: FormEdition) -> bytes:
    """The bundle over the decision, with what was recorded up to the moment it was asked for."""
    decision = edition.decision
    if decision is None:
        raise LookupError("a bundle belongs to a decision")
    issued = written(edition.asked_at.astimezone(dates.LONDON).date())
    form = {"reference": edition.case.reference, "edition": f"Edition {edition.edition}, prepared on {issued}"}
    context = {"form": form, "sections": sections_of(edition, decision), "board_name": settings.BOARD_NAME}
    return render_pdf(template="documents/decision_bundle.html", context=context, title=TITLE)


def sections_of(edition: FormEdition, decision: Decision) -> list[Section]:
    """The parts of the bundle in their order. Facts are those that the decision was signed over."""
    case, facts = edition.case, decision.content["facts"]
    return [
        Section("The notification", tuple(_notification(facts)), ""),
        Section("The criteria worksheet", (_worksheet(facts["criteria"]),), ""),
        Section("The panel’s recommendation", tuple(_recommendations(case)), "No recommendation was made."),
        Section("The Chair’s decision", tuple(_decisions(case)), ""),
        Section("Consultations", tuple(_consultations(case, edition)), "None is recorded."),
        Section("Notices", tuple(_notices(case, edition)), "No notice is recorded."),
        Section("Clocks and reasons for lateness", tuple(_clocks(case, edition)), ""),
        Section("What was learned", tuple(_learning(case, edition)), "Nothing had been raised."),
        Section("Scrutiny by the National Panel", tuple(_scrutiny(case, edition)), "No request has been logged."),
    ]


def _table(title: str, *rows: Row) -> Table:
    return Table(title, tuple((label, text) for label, text in rows if text))


def _notification(facts: dict[str, Any]) -> list[Table]:
    incident = facts["incident"]
    about = _table(
        "What was reported",
        ("Received by the Board’s office", _day(facts["received_on"])),
        ("What happened", INCIDENT_KIND.label(incident["kind"])),
        ("When", _day(incident["on"]) or "Not known"),
        ("Where", incident["place"]),
        ("The account", incident["text"]),
        ("Where the child normally lives", RESIDENCE.label(incident["residence"])),
        ("Organisations involved", "\n".join(facts["organisations"])),
    )
    children = [
        _table(f"Child {number}", *child_lines(child)) for number, child in enumerate(facts["children"], start=1)
    ]
    return [*children, about]


def _worksheet(criteria: dict[str, Any]) -> Table:
    limbs = criteria["answers"]["limbs"]
    rows = [
        (LIMB.label(limb), "\n".join(filter(None, [ANSWER.label(limbs[limb]["answer"]), limbs[limb]["reasons"]])))
        for limb in LIMBS
    ]
    named = [word.label for word in CIRCUMSTANCE if word.code in criteria["answers"]["circumstances"]]
    return _table(
        f"Version {criteria['version']}",
        *rows,
        ("Special circumstances", "\n".join(named)),
        ("What the answers come to", WORKSHEET_RESULT.label(criteria["result"])),
    )


def _recommendations(case: Case) -> list[Table]:
    return [
        _table(
            f"Recommendation of {written(one.made_on)}",
            ("Recommendation", OUTCOME.label(one.outcome)),
            ("Reasons", one.reasons),
            ("Why it departs from the criteria", one.departure_reasons),
            ("Other recommended actions", one.other_actions),
            *_signature(one),
        )
        for one in case.recommendations.select_related("signed_by")
    ]


def _decisions(case: Case) -> list[Table]:
    return [
        _table(
            f"{one.get_kind_display()}, {written(one.made_on)}",
            ("Outcome", OUTCOME.label(one.outcome)),
            ("Reasons", one.reasons),
            ("Why it departs from what was advised", one.departure_reasons),
            ("Advice taken", one.advice_taken),
            ("New facts", one.new_facts),
            *_signature(one),
        )
        for one in case.decisions.select_related("signed_by")
    ]


def _signature(signed: Recommendation | Decision) -> list[Row]:
    return [
        ("Signed by", signed.signed_by.name + (f" ({signed.acting_for})" if signed.acting_for else "")),
        ("Content hash (SHA-256)", signed.content_hash),
    ]


def _consultations(case: Case, edition: FormEdition) -> list[Table]:
    return [
        _table(
            one.get_kind_display(),
            ("Sought", "Yes" if one.sought else "No"),
            ("Who", ", ".join(filter(None, [one.name, one.board]))),
            ("Date", written(one.consulted_on)),
            ("Stage of the case", case.table.state(one.stage).title),
            ("What was said", one.summary),
            ("Effect", one.effect),
            ("Why none was sought", one.none_because),
        )
        for one in case.consultations.filter(at__lte=edition.asked_at)
    ]


def _notices(case: Case, edition: FormEdition) -> list[Table]:
    return [
        _table(
            f"To {one.get_body_display()}, of {one.get_of_display()}",
            ("Sent", written(one.sent_on)),
            ("By", one.sent_by_name),
            ("To whom", one.told),
            ("Their reference", one.their_reference),
        )
        for one in case.notices.filter(at__lte=edition.asked_at)
    ]


def _clocks(case: Case, edition: FormEdition) -> list[Table]:
    found = []
    on = edition.asked_at.astimezone(dates.LONDON).date()
    for step in case.steps.filter(opened_on__lte=on).prefetch_related("lateness_reasons", "ledger"):
        step.case = case
        late = "Late" if rules.is_late(step, on) else "In time"
        ended = f"{step.get_outcome_display()} on {written(step.done_on)}" if step.done_on else "Open"
        found.append(
            _table(
                step.rule.title,
                ("Due", f"{written(step.due_on)} ({lower_first(rules.basis(step).sentence)})"),
                ("How it ended", f"{ended}. {late}."),
                ("Changes of the date", "\n".join(f"{_written_entry(row)}" for row in step.ledger.all())),
                ("Reasons for lateness", "\n\n".join(reason.reasons for reason in step.lateness_reasons.all())),
            )
        )
    return found


def _written_entry(row: Any) -> str:
    to = f" to {written(row.new_due_on)}" if row.new_due_on else ""
    return f"{row.get_kind_display()}{to} on {written(row.on)}: {row.reason}"


def _scrutiny(case: Case, edition: FormEdition) -> list[Table]:
    found = []
    for asked in case.scrutiny_requests.filter(at__lte=edition.asked_at).select_related("answer"):
        answer = getattr(asked, "answer", None)
        found.append(
            _table(
                f"Request of {written(asked.received_on)}",
                ("From", asked.from_whom),
                ("Question", asked.question),
                ("Answer wanted by", written(asked.wanted_by)),
                ("Answered", written(answer.sent_on) if answer else "Not yet"),
                ("Answer", answer.answer if answer else ""),
            )
        )
    found += [
        _table(f"Attendance on {written(one.attended_on)}", ("Who", one.who.name), ("Outcome", one.outcome))
        for one in case.scrutiny_attendances.filter(at__lte=edition.asked_at).select_related("who")
    ]
    return found


def _learning(case: Case, edition: FormEdition) -> list[Table]:
    return [_table(title, *rows) for title, rows in learning_lines(case, asked_at=edition.asked_at)]


def _day(iso: str | None) -> str:
    return written(date.fromisoformat(iso)) if iso else ""


register_form("scr_bundle", AppendixForm(TITLE, "bundle", render_bundle))
