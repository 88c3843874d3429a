"""Start the demo's processes, watch them, and stop them all when one stops or the person does."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from types import FrameType

PATIENCE = 60  # seconds until the first page must answer
GRACE = 10  # seconds for a process to stop by itself

Processes = dict[str, "subprocess.Popen[bytes]"]
Start = Callable[[Mapping[str, list[str]]], Processes]


class DemoFailed(Exception):
    """The demo cannot go on; the message says why in plain words."""


class Stopped(Exception):
    """The person, or the system, asked the demo to stop."""


def loopback_addresses() -> list[str]:
    """The loopback addresses that this machine can listen on: browsers read `localhost` as either."""
    addresses = ["127.0.0.1"]
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return addresses
    return [*addresses, "[::1]"]


def refuse_taken_port(port: int) -> None:
    """Raise DemoFailed when another program answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise DemoFailed(f"Port {port} is taken. Choose another: make demo PORT={port + 1}") from taken


def web(port: int) -> dict[str, list[str]]:
    """The web server's command line, by its name."""
    line = [sys.executable, "-m", "gunicorn", "wscb.wsgi", "--threads=8", "--timeout=120", "--no-control-socket"]
    return {"web": line + [f"--bind={address}:{port}" for address in loopback_addresses()]}


def celery() -> dict[str, list[str]]:
    """Worker and beat as command lines, by their names."""
    line = [sys.executable, "-m", "celery", "-A", "wscb"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return {
        "worker": [*line, "worker", "--concurrency=1", "--loglevel=WARNING", *quiet],
        "beat": [*line, "beat", "--loglevel=WARNING", "--pidfile="],
    }


@contextmanager
def running(*, environment: Mapping[str, str], logs: Path) -> Iterator[Start]:
    """Give a function that starts command lines, each with a log file of its own; stop all of them on leaving.

    The function returns every process started so far, by name.
    """
    logs.mkdir(parents=True, exist_ok=True)
    started: Processes = {}

    def start(lines: Mapping[str, list[str]]) -> Processes:
        for name, line in lines.items():
            with (logs / f"{name}.log").open("ab") as log:
                started[name] = subprocess.Popen(
                    line,
                    env=dict(environment),
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
        return started

    try:
        yield start
    finally:
        stop(started)


def stop(started: Processes) -> None:
    """Ask each process to stop; after GRACE seconds end those that did not, with their children."""
    for process in started.values():
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + GRACE
    for process in started.values():
        try:
            process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_answering(url: str, started: Processes, *, logs: Path) -> None:
    """Return when the first page answers; DemoFailed when a process ends or nothing answers in PATIENCE seconds."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        refuse_ended(started, logs=logs)
        if answers(url):
            return
        time.sleep(0.2)
    raise DemoFailed(f"Nothing answers at {url} after {PATIENCE} seconds. See {logs}/web.log.")


def answers(url: str) -> bool:
    """Whether a page, even a refusal, comes back; a server error does not count."""
    try:
        with urllib.request.urlopen(url, timeout=10):
            return True
    except urllib.error.HTTPError as refusal:
        return refusal.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def refuse_ended(started: Processes, *, logs: Path) -> None:
    """Raise DemoFailed when one of the processes has ended."""
    for name, process in started.items():
        if process.poll() is not None:
            raise DemoFailed(f"The {name} process ended with code {process.returncode}. See {logs}/{name}.log.")


def stop_on_signals() -> None:
    """From now on Ctrl-C and a request to terminate raise Stopped."""

    def raise_stopped(number: int, frame: FrameType | None) -> None:
        raise Stopped

    signal.signal(signal.SIGINT, raise_stopped)
    signal.signal(signal.SIGTERM, raise_stopped)
