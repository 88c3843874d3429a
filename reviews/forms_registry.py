"""The appendix forms: the signed record turned into the fields of the form (FORM-01 to FORM-04)."""

from __future__ import annotations

from datetime import date
from typing import Any

from reviews.forms_pdf import (
    CrForm3,
    CrForm4,
    ScrForm1,
    ScrForm2,
    render_cr_form_3,
    render_cr_form_4,
    render_scr_form_1,
    render_scr_form_2,
    signature_text,
)
from reviews.vocabularies import OUTCOME, OUTCOMES, PUBLICATION, TERMS_OF_REFERENCE
from wscb import dates
from wscb.cases.editions import AppendixForm, register_form
from wscb.cases.enums import NoticeBody
from wscb.cases.models import Decision, FormEdition, Recommendation

Facts = dict[str, Any]


def render_form_1(edition: FormEdition) -> bytes:
    """Form 1 over the facts as they stood when the recommendation was signed."""
    return render_scr_form_1(ScrForm1(**_recommended(edition)))


def render_form_3(edition: FormEdition) -> bytes:
    """Form 3 over the facts as they stood when the recommendation was signed."""
    return render_cr_form_3(CrForm3(**_recommended(edition)))


def _recommended(edition: FormEdition) -> dict[str, str]:
    signed = edition.recommendation
    if signed is None:
        raise LookupError("this form belongs to a recommendation")
    content = signed.content
    facts: Facts = content["facts"]
    publication = content.get("publication", "")
    return {
        **_header(edition, facts),
        "recommendation": _joined(
            OUTCOMES[edition.case.process].label(signed.outcome),
            f"Provisionally to be published: {PUBLICATION.label(publication).lower()}" if publication else "",
        ),
        "reasons": _joined(signed.reasons, signed.departure_reasons),
        "terms_of_reference": _terms(facts, content["none_yet"].get("terms_of_reference", "")),
        "other_actions": _joined(signed.other_actions, _proposed(facts, content["none_yet"].get("review_chair", ""))),
        **_signature(content, signed),
    }


def render_form_4(edition: FormEdition) -> bytes:
    """Form 4 over the facts as they stood at the decision; it has no row for Ofsted, whose date stands on the case (CR-09)."""
    signed = edition.decision
    if signed is None:
        raise LookupError("form 4 belongs to a decision")
    content = signed.content
    peer = _last(content["consultations"], "peer_challenge")
    recommended = signed.recommendation.content["none_yet"] if signed.recommendation else {}
    return render_cr_form_4(
        CrForm4(
            **_header(edition, content["facts"]),
            peer_challenge=_joined(_evidence(peer), _said(peer)),
            peer_challenge_name=_if_sought(peer, _joined(peer["name"], peer["board"], separator=", ")),
            peer_challenge_date=_if_sought(peer, _day(peer["on"])),
            reasons=_joined(content["facts"]["criteria"]["answers"]["learning"], signed.reasons),
            terms_of_reference=_terms(content["facts"], recommended.get("terms_of_reference", "")),
            decision=_joined(
                OUTCOMES["cr"].label(signed.outcome),
                signed.departure_reasons,
                signed.advice_taken,
                signed.new_facts,
                content.get("delay_reasons", ""),
            ),
            **_signature(content, signed),
        )
    )


def render_form_2(edition: FormEdition) -> bytes:
    """Form 2 over the facts as they stood at the decision, with the dates of notice that were recorded when it was asked for."""
    signed = edition.decision
    if signed is None:
        raise LookupError("form 2 belongs to a decision")
    content = signed.content
    peer = _last(content["consultations"], "peer_challenge")
    panel = _last(content["consultations"], "national_panel")
    told = {notice.body: notice.sent_on for notice in signed.notices.filter(at__lte=edition.asked_at)}
    return render_scr_form_2(
        ScrForm2(
            **_header(edition, content["facts"]),
            peer_challenge_evidence=_evidence(peer),
            peer_challenge_name=_if_sought(peer, _joined(peer["name"], peer["board"], separator=", ")),
            peer_challenge_date=_if_sought(peer, _day(peer["on"])),
            peer_challenge_summary=_if_sought(peer, _said(peer)),
            national_panel_evidence=_evidence(panel),
            national_panel_date=_if_sought(panel, _day(panel["on"])),
            national_panel_summary=_if_sought(panel, _said(panel)),
            decisions=OUTCOME.label(signed.outcome),
            decision=_joined(
                signed.reasons,
                signed.departure_reasons,
                signed.advice_taken,
                signed.new_facts,
                content.get("delay_reasons", ""),
            ),
            ofsted_notified=written(told.get(NoticeBody.OFSTED)),
            national_panel_notified=written(told.get(NoticeBody.NATIONAL_PANEL)),
            **_signature(content, signed),
        )
    )


def _header(edition: FormEdition, facts: Facts) -> dict[str, str]:
    children = facts["children"]
    panel = facts["panel"] or {}
    return {
        "reference": edition.case.reference,
        "edition": f"Edition {edition.edition}, issued on {written(edition.asked_at.astimezone(dates.LONDON).date())}",
        "names": _each(children, _name),
        "dob": _each(children, _birth),
        "address": _each(children, lambda child: child["address"] or "Not known"),
        "ethnicity_disability_gender": _each(children, _characteristics),
        "panel_date": _day(panel.get("held_on")),
    }


def _each(children: list[Facts], line: Any) -> str:
    if len(children) == 1:
        return str(line(children[0]))
    return "\n".join(f"Child {ordinal}: {line(child)}" for ordinal, child in enumerate(children, start=1))


def child_lines(child: Facts) -> list[tuple[str, str]]:
    """What a signed statement says of a child, as label and text."""
    return [
        ("Name", _name(child)),
        ("Date of birth", _birth(child)),
        ("Date of death", _day(child["died_on"])),
        ("Address", child["address"] or "Not known"),
        ("Ethnicity, disability, gender", _characteristics(child)),
    ]


def _name(child: Facts) -> str:
    also = ", ".join(child["also_known_as"])
    return f"{child['name']} (also known as {also})" if also else child["name"]


def _birth(child: Facts) -> str:
    if child["unborn"]:
        return "Not yet born"
    if not child["date_of_birth"]:
        return "Not known"
    return _day(child["date_of_birth"]) + (" (estimated)" if child["estimated"] else "")


def _characteristics(child: Facts) -> str:
    return ", ".join(child[part] or f"{part} not recorded" for part in ("ethnicity", "disability", "gender"))


def _terms(facts: Facts, none_because: str) -> str:
    terms = facts["terms_of_reference"]
    if terms is None:
        return f"None yet: {none_because}" if none_because else "Not applicable"
    answered = [(word.label, terms["fields"].get(word.code)) for word in TERMS_OF_REFERENCE]
    lines = [f"{label}: {_day(text) if _is_day(text) else text}" for label, text in answered if text]
    return "\n".join([f"Draft, version {terms['version']}", *lines])


def _proposed(facts: Facts, none_because: str) -> str:
    if facts["proposed_chairs"]:
        return "Proposed to chair the review: " + ", ".join(facts["proposed_chairs"])
    return f"No chair proposed yet: {none_because}" if none_because else ""


def _last(consultations: list[Facts], kind: str) -> Facts:
    return [row for row in consultations if row["kind"] == kind][-1]


def _evidence(consultation: Facts) -> str:
    return (
        "Consulted" if consultation["sought"] else _joined("None sought", consultation["none_because"], separator=": ")
    )


def _said(consultation: Facts) -> str:
    """What was said, and what came of it."""
    effect = f"Effect: {consultation['effect']}" if consultation["effect"] else ""
    return _joined(consultation["summary"], effect)


def _if_sought(consultation: Facts, text: str) -> str:
    """The text, or that the row asks for nothing: an empty row reads as one that was forgotten."""
    return text if consultation["sought"] else "Not applicable: none sought"


def _signature(content: Facts, signed: Recommendation | Decision) -> dict[str, str]:
    name = content["signed_by_name"]
    office = f"{name} ({signed.acting_for})" if signed.acting_for else name
    on = written(signed.signed_at.astimezone(dates.LONDON).date())
    return {
        "chair_name": office,
        "signature": signature_text(name=name, signed_on=on, decision_hash=signed.content_hash),
        "signed_on": on,
    }


def _joined(*parts: str, separator: str = "\n\n") -> str:
    return separator.join(part for part in parts if part)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(iso: str | None) -> str:
    return written(date.fromisoformat(iso)) if iso else ""


def written(day: date | None) -> str:
    """A date as the forms write it: "23 November 2026"; nothing for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


register_form("scr_form_1", AppendixForm("Form 1: Recommendations to Chair of LSCB", "form-1", render_form_1))
register_form("scr_form_2", AppendixForm("Form 2: Outcome of the Chair’s decision", "form-2", render_form_2))
register_form("cr_form_3", AppendixForm("Form 3: Recommendations to Chair of WSCB", "form-3", render_form_3))
register_form("cr_form_4", AppendixForm("Form 4: Outcome of the Chair’s decision", "form-4", render_form_4))
