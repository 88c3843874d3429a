"""Editions of forms and of agreed terms of reference: asked for as rows, rendered and sealed by the worker, kept with
their hashes (FORM-05)."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from wscb import clock
from wscb.cases import news
from wscb.cases.enums import EditionState, PaperKind
from wscb.cases.models import Case, CaseDocument, Decision, FormEdition, Recommendation, TermsAgreement
from wscb.cases.recording import save
from wscb.documents.pdf_seal import NotSealed, put_seal
from wscb.documents.seal_keys import board_seal
from wscb.documents.store import store
from wscb.people.models import Role, User
from wscb.people.standing import holders
from wscb.trail.record import SYSTEM, record

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 5
SEALED_SOON = dt.timedelta(hours=1)
"""For so long after it was asked for, an edition that could not be sealed is tried again after each LEASE; from then on, each hour."""


@dataclass(frozen=True)
class AppendixForm:
    """A form of the appendix: its name, the neutral beginning of its file name, and what renders an edition to PDF.

    `counted` says which one an edition is, as a word and a number; without it that is the number of the edition.
    """

    title: str
    file_name: str
    render: Callable[[FormEdition], bytes]
    counted: Callable[[FormEdition], tuple[str, int]] | None = None

    def which(self, edition: FormEdition) -> tuple[str, int]:
        """The word and the number by which one of its editions is told from the others."""
        return self.counted(edition) if self.counted else ("edition", edition.edition)

    def title_of(self, edition: FormEdition) -> str:
        """What an edition is called: “Form 1: …, edition 2”."""
        word, number = self.which(edition)
        return f"{self.title}, {word} {number}"


_forms: dict[str, AppendixForm] = {}
_SIGNED = {Recommendation: "recommendation", Decision: "decision", TermsAgreement: "agreement"}


def register_form(code: str, form: AppendixForm) -> None:
    """Makes a form known under its code."""
    _forms[code] = form


def form_called(code: str) -> AppendixForm:
    """The form with this code. Raises KeyError."""
    return _forms[code]


def ask_edition(*, form: str, of: Recommendation | Decision | TermsAgreement, by: User, at: dt.datetime) -> FormEdition:
    """Asks for the next edition of a form over what was signed, in the caller's transaction; the worker is rung on commit."""
    which = {_SIGNED[type(of)]: of}
    edition = FormEdition(
        case=of.case,
        form=form,
        edition=of.editions.filter(form=form).count() + 1,
        decision_hash=of.content_hash,
        asked_at=at,
        asked_by=by,
        **which,
    )
    save(edition, by=by)
    transaction.on_commit(ring)
    return edition


def ring() -> None:
    """Wakes a renderer. Without a broker the beat renders within a minute."""
    from kombu.exceptions import OperationalError

    from wscb.cases.tasks import render_waiting as task

    try:
        task.apply_async(retry=False, ignore_result=True)
    except (OperationalError, OSError) as problem:
        logger.warning(
            "The broker could not be reached; the beat will render.", extra={"problem": type(problem).__name__}
        )


def render_waiting(*, limit: int = 20) -> int:
    """Renders what waits, one edition after another, and says how many became ready. A lease that ran out is taken again.

    By a clock that is behind the one by which an edition was asked for, it waits: no edition is ready before it was asked for.
    """
    done = 0
    for _ in range(limit):
        edition = _lease()
        if edition is None:
            break
        done += _render(edition)
    return done


def keep_back(*, until: dt.datetime) -> list[FormEdition]:
    """Leases everything that waits to the caller until the moment (UTC), the first asked for first; whoever calls renders it."""
    waiting = list(FormEdition.objects.filter(state=EditionState.WAITING).select_related("case").order_by("asked_at"))
    for edition in waiting:
        edition.leased_until = until
        edition.save()
    return waiting


def render_kept_back(edition: FormEdition) -> bool:
    """Renders an edition that `keep_back` leased, by the clock as it stands; says whether it became ready."""
    return _render(edition)


def retry(*, edition: FormEdition) -> None:
    """Puts an edition that could not be prepared back to waiting."""
    edition.state, edition.attempts, edition.failure = EditionState.WAITING, 0, ""
    edition.save()
    transaction.on_commit(ring)


@transaction.atomic
def _lease() -> FormEdition | None:
    now = clock.now()
    waiting = FormEdition.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=now), state=EditionState.WAITING, asked_at__lte=now
    )
    skip = connection.features.has_select_for_update_skip_locked
    edition = waiting.select_for_update(skip_locked=skip).order_by("asked_at").first()
    if edition is not None:
        edition.leased_until = now + LEASE
        edition.attempts += 1
        edition.save()
    return edition


def _render(edition: FormEdition) -> bool:
    try:
        pdf = put_seal(_forms[edition.form].render(edition), at=clock.now())
    except NotSealed as problem:
        logger.warning("A form could not be sealed yet", extra={"edition": str(edition.pk), "problem": problem.code})
        _delayed(edition, problem.code)
        return False
    except Exception as problem:
        logger.exception("A form could not be rendered", extra={"edition": str(edition.pk)})
        _failed(edition, problem)
        return False
    _ready(edition, pdf)
    return True


@transaction.atomic
def _ready(edition: FormEdition, pdf: bytes) -> None:
    now = clock.now()
    case = Case.objects.select_for_update().get(pk=edition.case_id)
    current = FormEdition.objects.select_for_update().get(pk=edition.pk)
    if current.state != EditionState.WAITING:
        return
    form = _forms[edition.form]
    word, number = form.which(edition)
    name = f"{form.file_name}-{case.reference}-{word}-{number}.pdf"
    stored = store(content=pdf, name=name, media_type="application/pdf", key=case.data_key, by=None)
    document = CaseDocument.objects.create(
        case=case,
        kind=PaperKind.FORM,
        title=form.title_of(edition),
        stored=stored,
        added_by=None,
        added_at=now,
    )
    current.state, current.ready_at, current.document = EditionState.READY, now, document
    current.sha256, current.leased_until, current.failure = hashlib.sha256(pdf).hexdigest(), None, ""
    current.sealed_with, current.time_stamped = board_seal().fingerprint, bool(settings.TIMESTAMP_URL)
    current.save()
    record(
        "form.issued",
        by=SYSTEM,
        subject=case,
        facts={"form": edition.form, "edition": edition.edition, "sha256": current.sha256},
    )
    managers = holders(Role.BUSINESS_MANAGER, case.area_id, clock.today())
    news.tell(f"{edition.form}_arrived", case=case, to=managers, by=None, at=now)


@transaction.atomic
def _delayed(edition: FormEdition, code: str) -> None:
    """Leaves an edition waiting for its seal, however long that takes; the first time, its managers are told."""
    now = clock.now()
    case = Case.objects.select_for_update().get(pk=edition.case_id)
    current = FormEdition.objects.select_for_update().get(pk=edition.pk)
    if current.state != EditionState.WAITING:
        return
    is_new = current.failure != code
    current.failure, current.attempts = code, 0
    current.leased_until = now + (LEASE if now - current.asked_at < SEALED_SOON else SEALED_SOON)
    current.save()
    if is_new:
        record("form.seal_delayed", by=SYSTEM, subject=case, facts={"form": current.form, "waits_for": code})
        managers = holders(Role.BUSINESS_MANAGER, case.area_id, clock.today())
        news.tell("form_delayed", case=case, to=managers, by=None, at=now)


@transaction.atomic
def _failed(edition: FormEdition, problem: Exception) -> None:
    current = FormEdition.objects.select_for_update().get(pk=edition.pk)
    current.failure = type(problem).__name__
    if current.attempts >= MOST_ATTEMPTS:
        current.state, current.leased_until = EditionState.FAILED, None
        record("form.failed", by=SYSTEM, subject=current.case, facts={"form": current.form, "problem": current.failure})
    current.save()
