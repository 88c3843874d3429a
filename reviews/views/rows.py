"""Signed and recorded things as rows of a summary list, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reviews.actions.panel import ChairProposal
from reviews.vocabularies import OUTCOMES, PUBLICATION, TERMS_OF_REFERENCE
from wscb import dates
from wscb.cases.models import Consultation, Recommendation, ReviewChairProposal
from wscb.people.known import known_as
from wscb.web.components import SummaryRow


def terms_rows(fields: Mapping[str, str], change_url: str = "") -> list[SummaryRow]:
    """The terms of reference that were answered, dates written out."""
    return [
        SummaryRow(word.label, _written(fields[word.code]), change_url=change_url, prose=True)
        for word in TERMS_OF_REFERENCE
        if fields.get(word.code)
    ]


def recommendation_rows(signed: Recommendation) -> list[SummaryRow]:
    """What the panel recommended and why."""
    rows = [
        SummaryRow("Recommendation", OUTCOMES[signed.case.process].label(signed.outcome)),
        SummaryRow("Reasons", signed.reasons, prose=True),
    ]
    if signed.departure_reasons:
        rows.append(SummaryRow("Why it departs from the criteria", signed.departure_reasons, prose=True))
    if publication := signed.content.get("publication"):
        rows.append(SummaryRow("Provisionally to be published", PUBLICATION.label(publication)))
    rows.append(SummaryRow("Other recommended actions", signed.other_actions or "None", prose=True))
    none_yet = signed.content.get("none_yet", {})
    titles = {
        "terms_of_reference": "No terms of reference yet because",
        "review_chair": "No chair proposed yet because",
    }
    rows += [SummaryRow(titles[what], because, prose=True) for what, because in none_yet.items()]
    signer = f"{signed.signed_by.name}, {signed.acting_for}" if signed.acting_for else signed.signed_by.name
    return [*rows, SummaryRow("Signed", f"{signer}, {dates.long_date(signed.made_on)}")]


def consultation_rows(row: Consultation) -> list[SummaryRow]:
    """Whom the Chair consulted, at what stage of the case and what came of it, or why nobody (SCR-13, SCR-32)."""
    stage = row.case.table.state(row.stage).title
    if not row.sought:
        return [
            SummaryRow("Sought", "No"),
            SummaryRow("Stage", stage),
            SummaryRow("Why not", row.none_because, prose=True),
        ]
    day = dates.long_date(row.consulted_on) if row.consulted_on else ""
    answered: list[tuple[str, Any, bool]] = [
        ("Consulted", ", ".join(part for part in (row.name, row.board) if part), False),
        ("Date", day, False),
        ("Stage", stage, False),
        ("Summary", row.summary, True),
        ("Effect", row.effect, True),
    ]
    return [SummaryRow(key, value, prose=prose) for key, value, prose in answered if value]


def proposal_rows(
    proposal: ChairProposal | ReviewChairProposal, *, title: str = "Name", change_url: str = ""
) -> list[SummaryRow]:
    """Who is proposed to chair the review; where the Board knows somebody of the name, that it does, and whence (GEN-04)."""
    organisation = proposal.organisation.name if proposal.organisation else "None that the Board knows"
    rows = [
        SummaryRow(title, proposal.name, change_url=change_url),
        SummaryRow("Organisation", organisation, change_url=change_url),
    ]
    if known := known_words(proposal.name):
        rows.append(SummaryRow("Known to the Board", known, change_url=change_url))
    return [*rows, SummaryRow("Background", proposal.background, change_url=change_url, prose=True)]


def known_words(name: str) -> str:
    """Whom the Board knows by the name, each with their organisation; empty where it knows nobody."""
    return "; ".join(
        f"{person.name}, {person.organisation.name if person.organisation else 'no organisation recorded'}"
        for person in known_as(name)
    )


def _written(text: str) -> str:
    try:
        return dates.long_date(date.fromisoformat(text))
    except ValueError:
        return text
