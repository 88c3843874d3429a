"""`python -m wscb.demo`: prepare the demo's data and run it until Ctrl-C. `--reset` empties it instead.

Settings are the demo's, whatever the environment says; PORT and DATA_DIR are honoured.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

os.environ["DJANGO_SETTINGS_MODULE"] = "wscb.settings.demo"

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from wscb.demo import processes
from wscb.demo.accounts import sign_in_line

if TYPE_CHECKING:
    from wscb.cases.models import FormEdition

STEPS = 5  # as the Makefile counts them: 1 and 2 are its own


def say(step: int, what: str) -> None:
    """Print one line of progress."""
    print(f"{step}/{STEPS} {what}", flush=True)


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the data directory's lock; DemoFailed when a demo already runs on it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise processes.DemoFailed(f"A demo already runs on {data_dir}. Stop it first (Ctrl-C).") from held
        yield


def prepare() -> None:
    """Bring database and static files up to date."""
    say(3, "Database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def run(data_dir: Path, port: int, url: str) -> None:
    """Run web, worker and beat until one of them ends or the person stops the demo; a second run keeps what is there.

    The web process starts while the data is made, on the other core; nobody has the address before all is there. Worker and beat start
    as soon as it is; the forms of the past are made meanwhile.
    """
    from wscb.demo import forms_to_come

    logs = data_dir / "log"
    with processes.running(environment=os.environ, logs=logs) as start:
        started = start(processes.web(port))
        say(4, "Invented data")
        call_command("demo_data", verbosity=0)
        say(5, "Starting web, worker and beat")
        to_come = forms_to_come.keep_back()
        started = start(processes.celery())
        processes.wait_until_answering(f"{url}/", started, logs=logs)
        print(sign_in_line(url), flush=True)
        make_forms(to_come, started, logs)
        while True:
            processes.refuse_ended(started, logs=logs)
            time.sleep(0.5)


def make_forms(to_come: Sequence[FormEdition], started: processes.Processes, logs: Path) -> None:
    """Make the forms of the invented past while the first pages are read; DemoFailed when a process ends."""
    from wscb.demo import forms_to_come

    for left in forms_to_come.make(to_come):
        processes.refuse_ended(started, logs=logs)
        if left % 6 == 0:
            print(f"Forms of past cases still to be made: {left}" if left else "All forms are made.", flush=True)


def reset(data_dir: Path) -> None:
    """Remove a demo's data; a folder that holds no demo is left alone."""
    if not data_dir.exists():
        return
    if not (data_dir / "secrets.json").exists():
        raise processes.DemoFailed(f"{data_dir} holds no demo, so nothing is removed.")
    with only_one(data_dir):
        shutil.rmtree(data_dir)


def main(arguments: list[str]) -> int:
    """0 after Ctrl-C, 1 with a plain sentence when the demo cannot run."""
    processes.stop_on_signals()
    try:
        if "--reset" in arguments:
            reset(Path(os.environ.get("DATA_DIR", "var/demo")).absolute())
            return 0
        django.setup()
        from django.conf import settings

        port = urlsplit(settings.OFFICE_URL).port or 80
        processes.refuse_taken_port(port)
        with only_one(settings.DATA_DIR):
            prepare()
            run(settings.DATA_DIR, port, settings.OFFICE_URL)
    except processes.Stopped:
        print("\nStopped. The data is kept; `make demo` goes on with it.", flush=True)
        return 0
    except (processes.DemoFailed, ImproperlyConfigured) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
