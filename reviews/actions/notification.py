"""Logging a notification, correcting it, and the criteria worksheet (SCR-01 to SCR-04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from reviews import criteria
from reviews.models import Review, Worksheet
from reviews.process.kinds import SERIOUS_CASE_REVIEW
from reviews.process.part import Kind
from reviews.vocabularies import INCIDENT_KINDS
from wscb import clock
from wscb.cases import news
from wscb.cases.actions.involvement import involve
from wscb.cases.actions.opening import open_case
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Subject, SubjectAlias
from wscb.cases.process import registry
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.keys.hashing import keyed_hash
from wscb.people.models import Area, Organisation, Role, User
from wscb.people.standing import chairs, holders


@dataclass(frozen=True, kw_only=True)
class Child:
    """What is known of a child. Everything may be unknown; `name_unknown` or `unborn` then says so."""

    given_name: str = ""
    family_name: str = ""
    name_unknown: bool = False
    unborn: bool = False
    date_of_birth: date | None = None
    date_of_birth_estimated: bool = False
    died_on: date | None = None
    address: str = ""
    ethnicity: str = ""
    disability: str = ""
    gender: str = ""
    nhs_number: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The worksheet: the four limbs, each with its reasons, and the special circumstances (codes of the vocabularies).

    A Case Review has no limbs but states in `learning` what there is to be learned (CR-01).
    """

    limbs: Mapping[str, str]
    reasons: Mapping[str, str]
    circumstances: frozenset[str] = frozenset()
    learning: str = ""

    def finding(self) -> criteria.Finding:
        """What the answers add up to."""
        if self.learning:
            return criteria.opportunity()
        return criteria.assess(self.limbs, self.circumstances)  # type: ignore[arg-type]

    def stored(self) -> dict[str, Any]:
        """The answers as they are kept."""
        if self.learning:
            return {"learning": self.learning}
        limbs = {limb: {"answer": self.limbs[limb], "reasons": self.reasons.get(limb, "")} for limb in criteria.LIMBS}
        return {"limbs": limbs, "circumstances": sorted(self.circumstances)}


def kept_answers(sheet: Worksheet) -> Answers:
    """The answers of a stored worksheet."""
    if learning := sheet.answers.get("learning"):
        return Answers(limbs={}, reasons={}, learning=learning)
    limbs = sheet.answers["limbs"]
    return Answers(
        limbs={limb: limbs[limb]["answer"] for limb in criteria.LIMBS},
        reasons={limb: limbs[limb]["reasons"] for limb in criteria.LIMBS},
        circumstances=frozenset(sheet.answers["circumstances"]),
    )


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The notification itself; dates are local dates, codes those of the vocabularies."""

    received_on: date
    received_how: str
    referring_organisation: Organisation | None = None
    referrer: str = ""
    referrer_contact: str = ""
    authority_aware_on: date | None = None
    incident_kind: str
    incident_on: date | None = None
    incident_on_estimated: bool = False
    incident_place: str = ""
    incident: str
    family: str = ""
    proceedings: str = ""
    residence: str
    other_board: str = ""
    residence_note: str = ""

    def facts(self) -> dict[str, Any]:
        """The fields of `Review`."""
        return {name: value for name, value in vars(self).items() if name != "received_on"}


@dataclass(frozen=True)
class Involvement:
    """An organisation involved; `no_interest_because` is filled where its people may sit on the panel all the same."""

    organisation: Organisation
    no_interest_because: str = field(default="")


@act("scr.log", "cr.log")
@transaction.atomic
def log_notification(
    *,
    by: User,
    on: date,
    area: Area,
    notice: Notice,
    children: Sequence[Child],
    answers: Answers,
    organisations: Sequence[Involvement] = (),
    running: bool = False,
    kind: Kind = SERIOUS_CASE_REVIEW,
) -> Case:
    """Logs a notification: the case, its children, the worksheet, both clocks from the day it was received; the Chair is told at once.

    `kind` is the kind of review that it may lead to; for a Case Review `answers` state what there is to be learned (CR-01). `running`
    enters a case that has been going on: its chasers stay mute until somebody confirms the dates. Raises ActRefused naming the answer
    that is wrong, NotAllowed for anybody but the area's business manager.
    """
    check_notice(notice, kind.code, on=on)
    check_children(children, on=on)
    check_answers(answers, kind.code)
    wanted = ["check_running_case"] if running else []
    wanted += ["route_elsewhere"] if notice.residence == "elsewhere" else []
    case = open_case(
        process=registry.process(kind.code),
        area=area,
        triggered_on=notice.received_on,
        by=by,
        on=on,
        running=running,
        also_open=wanted,
    )
    review = Review(case=case, chair_informed_on=on, **notice.facts())
    save(review, by=by)
    for ordinal, child in enumerate(children, start=1):
        enter_child(case, ordinal, child, by=by)
    for involvement in organisations:
        involve(
            case=case,
            organisation=involvement.organisation,
            by=by,
            on=on,
            no_interest_because=involvement.no_interest_because,
        )
    enter_worksheet(case, answers, by=by, on=on)
    news.tell("logged", case=case, to=chairs(area, on, case.pk), by=by, at=case.logged_at)
    coming = holders(Role.PANEL_CHAIR, area, on, panel=case.panel)
    news.tell("coming", case=case, to=coming, by=by, at=case.logged_at)
    return case


def check_notice(notice: Notice, process: str, *, on: date) -> None:
    """Raises ActRefused, naming the answer, for dates that cannot be, an incident that leads to no such review, and for a child
    elsewhere without that area's Board."""
    if notice.incident_kind not in INCIDENT_KINDS[process]:
        raise ActRefused("Select what happened.", field="incident_kind")
    if notice.incident_on and notice.incident_on > notice.received_on:
        raise ActRefused("The incident cannot have happened after the Board was notified of it.", field="incident_on")
    if notice.authority_aware_on and notice.authority_aware_on > on:
        raise ActRefused("The date must be today or in the past.", field="authority_aware_on")
    if notice.residence == "elsewhere" and not notice.other_board:
        raise ActRefused("Enter the Board of the area where the child lives.", field="other_board")


def check_answers(answers: Answers, process: str) -> None:
    """Raises ActRefused for a Case Review that states nothing to be learned (CR-01)."""
    if process == "cr" and not answers.learning:
        raise ActRefused("Enter what there is to be learned.", field="learning")


def check_children(children: Sequence[Child], *, on: date) -> None:
    """Raises ActRefused where there is no child, or one of whom nothing says who it is or whose dates cannot be."""
    if not children:
        raise ActRefused("Add at least one child.", field="children")
    for child in children:
        if not (child.name_unknown or child.unborn or child.given_name or child.family_name):
            raise ActRefused("Enter the child’s name, or say that it is not known.", field="family_name")
        if child.date_of_birth and child.date_of_birth > on:
            raise ActRefused("The date of birth must be in the past.", field="date_of_birth")
        if child.died_on and not (child.date_of_birth or child.died_on) <= child.died_on <= on:
            raise ActRefused("The date of death must be in the past, and not before the birth.", field="died_on")


def enter_child(case: Case, ordinal: int, child: Child, *, by: User) -> Subject:
    """Enters a child of the case; the NHS number is kept sealed, and as a keyed hash for exact search."""
    number = child.nhs_number.replace(" ", "")
    subject = Subject(case=case, ordinal=ordinal)
    fill_child(subject, child, number)
    save(subject, by=by)
    for name in child.aliases:
        enter_alias(subject, name, by=by)
    return subject


def fill_child(subject: Subject, child: Child, number: str) -> None:
    """Puts what is known of a child on its row, unsaved; `number` is the NHS number without spaces."""
    for name, value in vars(child).items():
        if name != "aliases":
            setattr(subject, name, value)
    subject.nhs_number = number
    subject.nhs_number_hash = keyed_hash(number) if number else ""
    subject.name_unknown = not (child.given_name or child.family_name)


def enter_alias(subject: Subject, name: str, *, by: User) -> None:
    """Enters another name of a child."""
    alias = SubjectAlias(subject=subject, name=name)
    save(alias, by=by)


def enter_worksheet(
    case: Case, answers: Answers, *, by: User, on: date, because: str = "", confirmed_by: str = ""
) -> Worksheet:
    """Enters the next version of the answers to the criteria, with what they come to."""
    return Worksheet.objects.create(
        case=case,
        version=case.worksheets.count() + 1,
        answers=answers.stored(),
        result=answers.finding().result,
        because=because,
        confirmed_by=confirmed_by,
        by=by,
        on=on,
        at=clock.now(),
    )
