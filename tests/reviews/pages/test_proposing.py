"""Proposing somebody from what is owed: the page knows for which role, whoever opens it (SCR-17, SCR-33)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import act_address
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases.work import owed_by

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-17", "SCR-33")]


@pytest.mark.parametrize(
    ("code", "role"), [("propose_lead", "lead_reviewer"), ("propose_appointed_chair", "review_chair")]
)
def test_role_that_is_owed_is_chosen_already_on_the_page_opened_from_its_step(
    client: Client, code: str, role: str
) -> None:
    board = b.new_board()
    with frozen(w.DECIDED):
        case = b.decided(board, received=r.RECEIVED)
        step = w.open_step(case, code)
        address = act_address(case, "propose_appointment", role)
        assert [one.address for one in owed_by(board.manager, on=w.DECIDED) if one.step == step] == [address]
        for user in (board.manager, board.chair):
            client.force_login(user)
            page = client.get(reverse("cases:step", args=[case.reference, step.pk])).content.decode()
            assert f'href="{address}"' in page
            assert client.get(address).context["form"]["role"].value() == role
        assert client.get(act_address(case, "propose_appointment", "nobody")).status_code == 200
        assert not client.get(act_address(case, "propose_appointment")).context["form"]["role"].value()
