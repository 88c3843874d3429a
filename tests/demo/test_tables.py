"""An empty demo gets its tables from the models; what is kept is migrated from there on."""

import os
import subprocess
import sys
from pathlib import Path

TWICE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from wscb.demo import tables
from wscb.people.models import Area
tables.prepare()
Area.objects.create(code="kept", name="Kept")
call_command("migrate", check_unapplied=True, verbosity=0)
tables.prepare()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
    print(Area.objects.get().code, cursor.fetchone()[0] > 0)
"""


def test_empty_demo_has_every_table_and_trigger_and_nothing_left_to_migrate(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWICE],
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "wscb.settings.demo",
        },
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("kept True\n", "")
