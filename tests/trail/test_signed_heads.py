"""The head of the trail leaves signed, to files and by mail, and its absence is told."""

import base64
import datetime as dt
import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests import board as b
from tests.cases.pages.support import asked
from wscb import clock
from wscb.messages.models import Message
from wscb.messages.sending import send_due
from wscb.trail import heads, signing
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM, record
from wscb.trail.tasks import write_trail_head

pytestmark = pytest.mark.django_db

OWN_KEY = base64.b64encode(b"a signing key of 32 bytes, tests").decode()
OTHER_KEY = base64.b64encode(b"another signing key of 32 bytes!").decode()
MORNING = dt.datetime(2026, 6, 12, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def written():
    record("refused", by=SYSTEM, facts={"route": "case"})
    return heads.write_head(clock.today())


def change(written, **stated):
    told = json.loads(written.path.read_text()) | stated
    written.path.write_text(json.dumps({name: value for name, value in told.items() if value is not None}))


def test_head_is_signed_by_the_key_of_the_settings(settings, written, capsys):
    settings.TRAIL_SIGNING_KEY = OWN_KEY
    second = heads.write_head(dt.date(2026, 6, 13))
    call_command("trail_public_key")
    public = signing.read_public_key(capsys.readouterr().out.strip())

    assert second.signature is not None
    assert signing.is_signed(second.content, second.signature, by=[public])
    assert written.signature.key != second.signature.key
    assert heads.verify_signatures(heads.written_heads()) == 2, "the key derived before still counts"


def test_verify_trail_checks_by_one_key_where_it_is_given(settings, written, capsys):
    key = signing.public_key()
    call_command("verify_trail", public_key=key)
    assert "1 written heads agree, 1 of them signed" in capsys.readouterr().out
    settings.TRAIL_SIGNING_KEY = OWN_KEY
    with pytest.raises(CommandError, match=r"signature of .* is not this Board’s"):
        call_command("verify_trail", public_key=signing.public_key())


def test_derived_key_is_another_than_the_master_key_and_stays_the_same(settings):
    first = signing.public_key()
    assert signing.public_key() == first
    settings.MASTER_KEYS = "new:" + base64.b64encode(b"another master key, 32 bytes lon").decode()
    assert signing.public_key() != first


def test_master_key_kept_for_rotation_still_knows_its_heads(settings, written):
    old = settings.MASTER_KEYS
    new = "new:" + base64.b64encode(b"another master key, 32 bytes lon").decode()
    known = signing.public_key()
    settings.MASTER_KEYS = f"{new},{old}"
    assert heads.verify_signatures(heads.written_heads()) == 1
    settings.MASTER_KEYS = new
    with pytest.raises(heads.ChainBroken):
        heads.verify_signatures(heads.written_heads())
    settings.TRAIL_PUBLIC_KEYS = f" {known} ,"
    assert heads.verify_signatures(heads.written_heads()) == 1


@pytest.mark.parametrize(
    "stated", [{"seq": 2}, {"hash": "0" * 64}, {"on": "2013-01-01"}, {"signature": "AAAA"}, {"key": "0" * 16}]
)
def test_changed_head_is_noticed_by_its_signature(written, stated):
    change(written, **stated)
    with pytest.raises(CommandError, match="signature of"):
        call_command("verify_trail")


def test_head_signed_by_somebody_else_is_noticed(settings, written):
    settings.TRAIL_SIGNING_KEY = OTHER_KEY
    forged = signing.sign(written.content)
    settings.TRAIL_SIGNING_KEY = ""
    change(written, key=forged.key, signature=forged.value)
    with pytest.raises(CommandError, match="signature of"):
        call_command("verify_trail")


def test_head_may_lack_a_signature_only_before_the_first_signed_one(written):
    heads.write_head(clock.today() + dt.timedelta(days=1))
    change(written, key=None, signature=None)
    call_command("verify_trail")
    last = heads.written_heads()[-1]
    change(written, on=last.on)
    with pytest.raises(CommandError, match="has lost its signature"):
        call_command("verify_trail")


@pytest.mark.parametrize("key", ["not base64!", base64.b64encode(b"short").decode()])
def test_unreadable_signing_key_is_said(settings, key):
    settings.TRAIL_SIGNING_KEY = key
    with pytest.raises(CommandError, match=r"^TRAIL_SIGNING_KEY (is not base64|has 5 bytes)"):
        call_command("trail_public_key")


def test_head_goes_to_every_recipient_with_its_file_and_without_personal_data(settings, time_machine):
    board = b.new_board()
    case = b.log(board, received=dt.date(2026, 6, 1))
    time_machine.move_to(MORNING, tick=False)
    settings.TRAIL_HEAD_RECIPIENTS = [board.chair.email, "archive@elsewhere.example"]

    write_trail_head()

    owed = {one.address: one.recipient for one in Message.objects.filter(kind="trail_head")}
    assert owed == {board.chair.email: board.chair, "archive@elsewhere.example": board.administrator}
    send_due(now=clock.now)
    letters = [one for one in mail.outbox if one.subject == "Head of the trail, Friday 12 June 2026"]
    assert sorted(one.to[0] for one in letters) == ["archive@elsewhere.example", board.chair.email]
    for letter in letters:
        kept = json.loads(letter.attachments[0].get_payload(decode=True))
        head = heads.written_heads()[0]
        assert kept == json.loads(head.path.read_text())
        assert head.head.hash in letter.body
        assert not [word for word in ("Winterbourne", "Ash", board.chair.name, case.reference) if word in letter.body]


def test_missing_head_is_told_to_manager_and_administrator_after_26_hours(client, time_machine):
    time_machine.move_to(MORNING, tick=False)
    board = b.new_board()
    b.log(board, received=dt.date(2026, 6, 11))
    write_trail_head()
    words = "The head of the trail has not been written"

    def told(person, address="/"):
        client.force_login(person)
        response, _queries = asked(client, address)
        assert response.status_code == 200
        return words in response.content.decode()

    time_machine.move_to(MORNING + heads.LATEST, tick=False)
    assert not told(board.manager)
    time_machine.move_to(MORNING + heads.LATEST + dt.timedelta(seconds=1), tick=False)
    assert [told(board.manager), told(board.administrator)] == [True, True]
    assert [told(board.manager, "/people/"), told(board.administrator, "/people/")] == [True, True]
    assert [told(board.chair), told(board.panel_chair)] == [False, False]
    write_trail_head()
    assert not told(board.manager)


def test_head_never_written_counts_from_the_first_entry(time_machine):
    assert not heads.is_missing(MORNING)
    time_machine.move_to(MORNING, tick=False)
    record("refused", by=SYSTEM)
    assert not heads.is_missing(MORNING + heads.LATEST)
    assert heads.is_missing(MORNING + heads.LATEST + dt.timedelta(seconds=1))
    assert Entry.objects.count() == 1
