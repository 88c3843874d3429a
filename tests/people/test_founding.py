"""Setting up a new installation by its one command."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from wscb.people.models import Area, Panel, Role, RoleTerm, User

pytestmark = pytest.mark.django_db


def test_a_new_installation_gets_areas_panels_and_an_administrator_with_a_link() -> None:
    call_command("set_up_board", "Keys@Board.example", "Sam Keys", verbosity=0)
    user = User.objects.get()
    assert user.email == "keys@board.example"
    assert not user.has_usable_password()
    assert list(RoleTerm.objects.values_list("user", "role")) == [(user.pk, Role.SYSTEM_ADMINISTRATOR)]
    assert Area.objects.count() == 4
    assert Panel.objects.count() == 4
    assert [letter.to for letter in mail.outbox] == [["keys@board.example"]]


def test_a_second_administrator_is_not_made_by_command() -> None:
    call_command("set_up_board", "one@board.example", "One", verbosity=0)
    with pytest.raises(CommandError, match="There is a system administrator already"):
        call_command("set_up_board", "two@board.example", "Two", verbosity=0)
    assert User.objects.count() == 1


def test_an_address_that_cannot_be_one_is_refused_in_plain_words() -> None:
    with pytest.raises(CommandError, match="Enter an e-mail address"):
        call_command("set_up_board", "nobody", "Nobody", verbosity=0)
    assert not User.objects.exists()
