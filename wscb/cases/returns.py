"""What an organisation is writing in answer to a request: kept at every Continue, shared by its representatives.

A return that was sent never changes. When it is sent back, the next one begins with what the last one said.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from wscb import clock
from wscb.cases.enums import RequestState
from wscb.cases.errors import ActRefused
from wscb.cases.file_limits import refuse_a_flood
from wscb.cases.models import InformationRequest, InformationReturn, QualityCheck, ReturnedFile
from wscb.cases.recording import save as save_row
from wscb.dates import LONDON, long_date
from wscb.documents.store import store
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User

_TAKEN_OVER = (
    "author_name",
    "author_role",
    "author_independent",
    "nil_return",
    "answer",
    "officer_name",
    "officer_role",
)
_ANSWERS = frozenset({*_TAKEN_OVER, "finished", "officer_signed_on"})


class ReturnChanged(ActRefused):
    """A colleague, or another window, saved the return since this page was shown."""

    def __init__(self) -> None:
        super().__init__("Somebody saved other answers since you opened this page. Check them, then continue.")


def last_sent(request: InformationRequest) -> InformationReturn | None:
    """The last return that the organisation sent."""
    return request.returns.filter(submitted_at__isnull=False).last()


def being_written(request: InformationRequest) -> InformationReturn | None:
    """The return that is being written; None before it is begun, and once it was sent."""
    return request.returns.filter(submitted_at__isnull=True).first()


@transaction.atomic
def begin(request: InformationRequest, *, by: User) -> InformationReturn:
    """The return that is being written, begun if there is none. Raises ActRefused while the Board has what was sent."""
    locked = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state == RequestState.CLOSED:
        raise ActRefused("The Board has closed this request.")
    if not locked.is_with_organisation:
        raise ActRefused("This has been sent to the Board already.")
    found = being_written(locked)
    if found is None:
        found = InformationReturn(case_id=locked.case_id, request=locked, number=locked.returns.count() + 1)
        save_row(found, by=by)
    return found


def sent_back(request: InformationRequest) -> QualityCheck | None:
    """The check by which the request was sent back, with what is missing; None while it is not with the organisation again."""
    return request.checks.filter(accepted=False).last() if request.state == RequestState.SENT_BACK else None


def write_again(request: InformationRequest, *, by: User) -> None:
    """Begins the next return from what the last one said, its files among it; what was not sent yet goes on with its answers.

    Whether it is complete and the senior officer's sign-off have to be given again: they are about what is sent next.
    """
    begun = being_written(request)
    if begun is not None:
        begun.finished, begun.officer_signed_on = False, None
        _count(begun, by=by)
        return
    last = last_sent(request)
    if last is None:
        return
    taken = {name: getattr(last, name) for name in _TAKEN_OVER}
    again = InformationReturn(case_id=request.case_id, request=request, number=last.number + 1, **taken)
    save_row(again, by=by)
    for file in last.files.filter(removed_at__isnull=True):
        copy = ReturnedFile(
            case_id=request.case_id,
            returned=again,
            stored_id=file.stored_id,
            document_id=file.document_id,
            added_by_id=file.added_by_id,
            added_at=file.added_at,
        )
        save_row(copy, by=by)


@transaction.atomic
def save(request: InformationRequest, *, by: User, seen: int, answers: dict[str, Any]) -> InformationReturn:
    """Keeps answers of a page of the return. Raises ReturnChanged if `seen` is not the version kept, ActRefused once it was sent.

    What was sent back needs a new sign-off: ActRefused for one of an earlier day.
    """
    if unknown := set(answers) - _ANSWERS:
        raise ValueError(f"a return has no {sorted(unknown)}")
    kept = _locked(request, by=by, seen=seen)
    _check_sign_off(request, answers.get("officer_signed_on"))
    for name, value in answers.items():
        setattr(kept, name, value)
    _count(kept, by=by)
    return kept


@transaction.atomic
def add_file(request: InformationRequest, *, by: User, upload: CheckedUpload) -> ReturnedFile:
    """Stores a file under the case's key, for the organisation alone until it sends the return. Raises ActRefused once it was sent."""
    kept = _locked(request, by=by, seen=None)
    refuse_a_flood(by=by)
    stored = store(
        content=upload.content,
        name=upload.safe_name,
        media_type=upload.media_type,
        key=kept.case.data_key,
        by=by,
    )
    file = ReturnedFile(case_id=kept.case_id, returned=kept, stored=stored, added_by=by, added_at=clock.now())
    save_row(file, by=by)
    _count(kept, by=by)
    return file


@transaction.atomic
def remove_file(request: InformationRequest, *, by: User, file: UUID) -> None:
    """Takes a file out of the return that is being written. Raises ActRefused for one that is not in it."""
    kept = _locked(request, by=by, seen=None)
    found = kept.files.filter(pk=file, removed_at__isnull=True).first()
    if found is None:
        raise ActRefused("This file is no longer there.")
    found.removed_at = clock.now()
    save_row(found, by=by)
    _count(kept, by=by)


def _locked(request: InformationRequest, *, by: User, seen: int | None) -> InformationReturn:
    begun = begin(request, by=by)
    kept = InformationReturn.objects.select_for_update().get(pk=begun.pk)
    if seen is not None and seen != kept.version:
        raise ReturnChanged
    return kept


def _check_sign_off(request: InformationRequest, signed_on: date | None) -> None:
    back = sent_back(request)
    if back is None or signed_on is None:
        return
    day = back.at.astimezone(LONDON).date()
    if signed_on < day:
        raise ActRefused(
            f"The sign-off must be on or after {long_date(day)}, when it was sent back.", field="officer_signed_on"
        )


def _count(kept: InformationReturn, *, by: User) -> None:
    kept.version += 1
    save_row(kept, by=by)


def missing(returned: InformationReturn | None) -> list[str]:
    """What has still to be done before the return can be sent, by the code of its page, in order."""
    if returned is None:
        return ["author", "answer", "finished", "officer"]
    has_files = returned.files.filter(removed_at__isnull=True).exists()
    done = {
        "author": bool(returned.author_name) and returned.author_independent,
        "answer": returned.nil_return is not None and bool(returned.answer or has_files),
        "finished": returned.finished,
        "officer": bool(returned.officer_name and returned.officer_role and returned.officer_signed_on),
    }
    return [page for page, is_done in done.items() if not is_done]
