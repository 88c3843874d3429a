"""What was answered, as rows to be read and changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reviews.criteria import LIMBS
from reviews.forms.notification_base import Facts
from reviews.views.notification_draft import Notification, page_url
from reviews.vocabularies import ANSWER, CIRCUMSTANCE, INCIDENT_KIND, LIMB, RECEIVED_HOW, RESIDENCE
from wscb import dates
from wscb.people.models import Organisation
from wscb.web.components import SummaryRow

NOT_KNOWN_YET = "Not known yet"
NAMED = {"not_known": "Not known yet", "unborn": "Not born yet"}


@dataclass(frozen=True)
class Card:
    """A child or an organisation of the draft."""

    title: str
    rows: list[SummaryRow]
    change_url: str
    remove_url: str
    finished: bool


@dataclass(frozen=True)
class Part:
    """A part of the check of all answers; `complete` says whether every page of it was answered."""

    title: str
    rows: list[SummaryRow]
    change_url: str = ""


def parts(notification: Notification) -> list[Part]:
    """Everything answered, in the order of the pages, each row with its Change link."""
    found = [
        Part("The notification", [*_kind(notification), *_received(notification), *_referrer(notification)]),
        *(Part(card.title, card.rows) for card in child_cards(notification, "check")),
        Part("The incident", [*_incident(notification), *_account(notification)]),
        Part(notification.notifying.measured_as, _measured(notification)),
        Part("Where the children live", _residence(notification)),
        Part("Organisations involved", _organisations(notification)),
        Part("Before it is logged", _running(notification)),
    ]
    return [part for part in found if part.rows]


def child_cards(notification: Notification, back: str = "") -> list[Card]:
    """The children entered, each with what is known."""
    cards = []
    for number, row in enumerate(notification.rows("children"), start=1):
        here = page_url(notification.draft, "children", number, back=back)
        details = page_url(notification.draft, "children", number, "details", back=back)
        facts, more = row.get("facts"), row.get("details", {})
        rows = _child(facts, here) if facts else [_unfinished("Who it is", here)]
        rows += _details(more["facts"], details) if "facts" in more else [_unfinished("More about the child", details)]
        remove = page_url(notification.draft, "children", number, "remove", back=back)
        cards.append(Card(f"Child {number}", rows, here, remove, bool(facts) and "typed" not in more))
    return cards


def organisation_cards(notification: Notification, back: str = "") -> list[Card]:
    """The organisations entered, each with whether its people may sit on the panel."""
    kept = [(number, row.get("facts")) for number, row in enumerate(notification.rows("organisations"), start=1)]
    names = _organisation_names(facts["organisation"] for _, facts in kept if facts)
    cards = []
    for number, facts in kept:
        here = page_url(notification.draft, "organisations", number, back=back)
        remove = page_url(notification.draft, "organisations", number, "remove", back=back)
        title = names.get(facts["organisation"], "") if facts else f"Organisation {number}"
        rows = (
            [SummaryRow("Interest", _interest(facts, notification.kind.spoken), here, prose=True)]
            if facts
            else [_unfinished("Interest", here)]
        )
        cards.append(Card(title, rows, here, remove, bool(facts)))
    return cards


def _kind(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "kind", back="check")
    return [SummaryRow("What it is about", notification.notifying.choice, here)]


def _received(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "received", back="check")
    facts = notification.facts("received")
    if not facts:
        return [_unfinished("How and when it was received", here)]
    return [
        SummaryRow("How the Board was told", RECEIVED_HOW.label(facts["received_how"]), here),
        SummaryRow("Received by the Board’s office", _day(facts["received_on"]), here),
    ]


def _referrer(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "referrer", back="check")
    facts = notification.facts("referrer")
    if facts is None:
        return [_unfinished("Who told the Board", here)]
    organisation = facts["referring_organisation"]
    name = _organisation_names([organisation] if organisation else []).get(organisation, "None, or not in the list")
    return [
        SummaryRow("Organisation", name, here),
        SummaryRow("Person", facts["referrer"] or NOT_KNOWN_YET, here),
        SummaryRow("How to reach them", facts["referrer_contact"] or NOT_KNOWN_YET, here),
        SummaryRow("Local authority aware since", _day(facts["authority_aware_on"]), here),
    ]


def _child(facts: Facts, here: str) -> list[SummaryRow]:
    name = f"{facts['given_name']} {facts['family_name']}".strip()
    if facts["named"] != "known":
        name = f"{name} ({NAMED[facts['named']].lower()})" if name else NAMED[facts["named"]]
    rows = [SummaryRow("Name", name, here)]
    if facts["aliases"]:
        rows.append(SummaryRow("Also known as", "\n".join(facts["aliases"]), here, prose=True))
    rows.append(SummaryRow("Date of birth", _birth(facts), here))
    rows.append(SummaryRow("Date of death", _day(facts["died_on"]) if facts["died_on"] else "None entered", here))
    return rows


def _details(facts: Facts, here: str) -> list[SummaryRow]:
    titles = {
        "address": "Home address",
        "gender": "Gender",
        "ethnicity": "Ethnicity",
        "disability": "Disability",
        "nhs_number": "NHS number",
    }
    known = {**facts, "nhs_number": spaced(facts["nhs_number"])}
    return [SummaryRow(title, known[name] or NOT_KNOWN_YET, here, prose=True) for name, title in titles.items()]


def spaced(number: str) -> str:
    """An NHS number as it is read: 943 476 5919."""
    return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


def _incident(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "incident", back="check")
    facts = notification.facts("incident")
    if not facts:
        return [_unfinished("What happened, when and where", here)]
    when = _day(facts["incident_on"])
    if facts["incident_known"] == "estimated":
        when = f"About {when} (an estimate)"
    return [
        SummaryRow("What happened", INCIDENT_KIND.label(facts["incident_kind"]), here),
        SummaryRow("Date of the incident", when, here),
        SummaryRow("Place", facts["incident_place"] or NOT_KNOWN_YET, here),
    ]


def _account(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "account", back="check")
    facts = notification.facts("account")
    if not facts:
        return [_unfinished("The account", here)]
    return [
        SummaryRow("The account", facts["incident"], here, prose=True),
        SummaryRow("Family and household", facts["family"] or NOT_KNOWN_YET, here, prose=True),
        SummaryRow("Other proceedings", facts["proceedings"] or NOT_KNOWN_YET, here, prose=True),
    ]


def _measured(notification: Notification) -> list[SummaryRow]:
    """Why a review is considered, as it is asked for this kind."""
    shown = {"criteria": _criteria, "circumstances": _circumstances, "learning": _learning}
    return [row for page in notification.notifying.measured_pages for row in shown[page](notification)]


def _learning(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "learning", back="check")
    facts = notification.facts("learning")
    if not facts:
        return [_unfinished("What there is to be learned", here)]
    return [SummaryRow("What there is to be learned", facts["learning"], here, prose=True)]


def _criteria(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "criteria", back="check")
    facts = notification.facts("criteria")
    if not facts:
        return [_unfinished("The criteria", here)]
    rows = []
    for limb in LIMBS:
        reasons = facts[f"{limb}_reasons"]
        value = ANSWER.label(facts[limb]) + (f"\n{reasons}" if reasons else "")
        rows.append(SummaryRow(LIMB.label(limb), value, here, prose=True))
    return rows


def _circumstances(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "circumstances", back="check")
    facts = notification.facts("circumstances")
    if facts is None:
        return [_unfinished("Special circumstances", here)]
    chosen = [CIRCUMSTANCE.label(code) for code in facts["circumstances"]]
    return [SummaryRow("Special circumstances", "\n".join(chosen) or "None", here, prose=True)]


def _residence(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "residence", back="check")
    facts = notification.facts("residence")
    if not facts:
        return [_unfinished("Where the children live", here)]
    rows = [SummaryRow("Normally live", RESIDENCE.label(facts["residence"]), here)]
    if facts["other_board"]:
        rows.append(SummaryRow("Board responsible", facts["other_board"], here))
    if facts["residence_note"]:
        rows.append(SummaryRow("What this rests on", facts["residence_note"], here, prose=True))
    return rows


def _organisations(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "organisations", back="check")
    cards = organisation_cards(notification, "check")
    rows = [SummaryRow(card.title, card.rows[0].value, card.change_url, prose=True) for card in cards]
    return rows or [SummaryRow("Organisations involved", "None added", here)]


def _running(notification: Notification) -> list[SummaryRow]:
    here = page_url(notification.draft, "running", back="check")
    facts = notification.facts("running")
    if not facts:
        return [_unfinished("Already running", here)]
    words = "Yes: reminders stay off until its dates are confirmed" if notification.is_running else "No"
    return [SummaryRow("Already running", words, here)]


def _unfinished(key: str, url: str) -> SummaryRow:
    return SummaryRow(key, "Not answered yet", url, change_text="Answer")


def _interest(facts: Facts, panel: str) -> str:
    if facts["interest"] == "yes":
        return f"Yes: its people may not sit on the {panel}"
    return f"No: its people may sit on the {panel}, because:\n{facts['no_interest_because']}"


def _birth(facts: Facts) -> str:
    born = _day(facts["date_of_birth"])
    return f"About {born} (an estimate)" if facts["birth"] == "estimated" else born


def _day(text: str | None) -> str:
    return dates.long_date(date.fromisoformat(text)) if text else NOT_KNOWN_YET


def _organisation_names(keys: Iterable[Any]) -> dict[str, str]:
    wanted = list(keys)
    if not wanted:
        return {}
    return {str(pk): name for pk, name in Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")}
