"""A thousand tampers with the trail, with what is signed and with what is stored: each is noticed by the product's own checks."""

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests import board as b
from tests.trail.tampering import EVERY, is_noticed
from tests.trail_fixtures import lifted
from wscb import clock
from wscb.cases import editions
from wscb.documents.store import file_storage
from wscb.trail import heads
from wscb.trail.models import Entry

HOW_MANY = 1000
SEED = 20140131


@pytest.fixture
def kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.long
@pytest.mark.django_db
def test_thousand_tampers_are_all_noticed(kept):
    board = b.new_board()
    day = clock.today() - timedelta(days=20)
    case = b.decided(board, received=day)
    b.add_paper(board, case, on=day + timedelta(days=14))
    editions.render_waiting(limit=2)
    heads.write_head(clock.today())
    files = Path(file_storage().path("."))
    originals = {one: one.read_bytes() for one in files.rglob("*") if one.is_file()}
    head = heads.written_heads()[-1]
    stated = head.path.read_text()
    luck = random.Random(SEED)
    missed, done = [], Counter()

    with lifted():
        assert not is_noticed()
        for number in range(HOW_MANY):
            tamper = EVERY[number % len(EVERY)]
            with transaction.atomic():
                what = tamper(luck)
                done[what] += 1
                if not is_noticed():
                    missed.append((number, what))
                transaction.set_rollback(True)
            head.path.write_text(stated)
            for path, content in originals.items():
                if not path.exists() or path.read_bytes() != content:
                    path.write_bytes(content)
        assert not is_noticed()

    assert missed == []
    assert done.total() == HOW_MANY
    columns = {field.attname for field in Entry._meta.concrete_fields} - {"id", "actor_kind"}
    assert {f"entry.{name}" for name in columns} <= set(done)
