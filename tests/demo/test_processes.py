"""The demo's processes: all stop when one does, nothing is left running, a taken port is said plainly."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from wscb.demo import accounts, processes
from wscb.demo.__main__ import only_one, reset

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]


def test_processes_are_stopped_on_leaving(tmp_path):
    with processes.running(environment=os.environ, logs=tmp_path) as start:
        start({"web": SLEEP})
        started = start({"beat": SLEEP})
        processes.refuse_ended(started, logs=tmp_path)

    assert {name: process.poll() for name, process in started.items()} == {"web": -15, "beat": -15}


def test_process_that_does_not_listen_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.2)
    with processes.running(environment=os.environ, logs=tmp_path) as start:
        started = start({"web": DEAF})
        while "deaf" not in (tmp_path / "web.log").read_text():
            processes.refuse_ended(started, logs=tmp_path)

    assert started["web"].poll() == -9


def test_process_that_ended_is_named_with_its_log(tmp_path):
    failing = [sys.executable, "-c", "raise SystemExit(3)"]
    with (
        pytest.raises(processes.DemoFailed, match=r"^The worker process ended with code 3\. See .*/worker\.log\.$"),
        processes.running(environment=os.environ, logs=tmp_path) as start,
    ):
        started = start({"worker": failing})
        started["worker"].wait()
        processes.refuse_ended(started, logs=tmp_path)


def test_taken_port_is_refused_with_another_to_try():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(processes.DemoFailed, match=f"^Port {port} is taken. .*PORT={port + 1}$"):
            processes.refuse_taken_port(port)


def test_second_demo_on_the_same_data_is_refused(tmp_path):
    with only_one(tmp_path), pytest.raises(processes.DemoFailed, match="A demo already runs"), only_one(tmp_path):
        pass


def test_reset_removes_a_demo(tmp_path):
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "secrets.json").write_text("{}")

    reset(demo)

    assert not demo.exists()


def test_reset_of_another_folder_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(processes.DemoFailed, match="holds no demo"):
        reset(tmp_path)

    assert (tmp_path / "thesis.txt").exists()


def test_demo_refuses_a_boards_environment_with_one_plain_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "wscb.demo"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "MASTER_KEYS": "x"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The demo does not run with a board's settings. Found in the environment: MASTER_KEYS. "
        "Remove them, or run a board with DJANGO_SETTINGS_MODULE=wscb.settings.board.\n"
    )


def test_sign_in_line_names_the_address_and_every_account():
    line = accounts.sign_in_line("http://localhost:8000")

    assert "\n" not in line
    assert line.startswith("http://localhost:8000 ")
    assert all(account.email in line for account in accounts.ACCOUNTS)
    assert line.endswith(accounts.PASSWORD)
