"""An edition of a form is rendered from the moment it was asked for, and its times agree (FORM-05)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests import board as b
from wscb.cases import editions
from wscb.cases.enums import EditionState
from wscb.cases.models import Case, FormEdition

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FORM-05")]

RECEIVED = date(2026, 3, 2)
ASKED = datetime(2026, 3, 11, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def case() -> Case:
    """A case whose form 1 was asked for at a known moment."""
    board = b.new_board()
    with time_machine.travel(ASKED, tick=False):
        case = b.log(board, received=RECEIVED)
        b.refer(board, case, on=date(2026, 3, 3))
        b.convene(board, case, on=date(2026, 3, 4))
        b.attend(board, case, on=date(2026, 3, 11))
        b.recommend(board, case, on=date(2026, 3, 11))
    return case


@pytest.mark.parametrize(
    ("late", "rendered"), [(-SECOND, 0), (0 * SECOND, 1), (SECOND, 1)], ids=["before", "at", "after"]
)
def test_edition_is_rendered_from_the_moment_it_was_asked_for(case: Case, late: timedelta, rendered: int) -> None:
    with time_machine.travel(ASKED + late, tick=False):
        assert editions.render_waiting() == rendered
    edition = case.form_editions.get()
    assert (edition.state, edition.attempts) == ((EditionState.READY, 1) if rendered else (EditionState.WAITING, 0))
    assert edition.ready_at == (ASKED + late if rendered else None)


def test_edition_ready_before_it_was_asked_for_cannot_be_stored(case: Case) -> None:
    with time_machine.travel(ASKED, tick=False):
        editions.render_waiting()
    edition = FormEdition.objects.get(case=case)
    edition.ready_at = edition.asked_at - SECOND
    with pytest.raises(IntegrityError, match="edition_ready_once_asked_for"), transaction.atomic():
        edition.save()
