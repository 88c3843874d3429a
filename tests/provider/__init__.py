"""A provider of identities on this machine, in a process of its own, for the tests of signing in with one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

CLIENT_ID, CLIENT_SECRET = "board", "only-for-tests"


class Provider:
    """The running provider, and who sits before it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def sits(self, subject: str, email: str, **more: Any) -> None:
        """From now on this person is signed in there; see `Sitting` in `tests/provider/__main__.py` for what else may be said."""
        self.tell(subject=subject, email=email, **more)

    def tell(self, **what: Any) -> None:
        """Say what is so of the provider; what is not named is as at first."""
        requests.post(f"{self.issuer}/told", json=what, timeout=5).raise_for_status()

    def asked(self) -> dict[str, str]:
        """What the last request for somebody's identity said."""
        found: dict[str, str] = requests.get(f"{self.issuer}/asked", timeout=5).json()
        return found


@contextmanager
def running_provider(callback: str) -> Iterator[Provider]:
    """A provider on a free port that knows one client, which it sends back to `callback`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.provider", CLIENT_ID, CLIENT_SECRET, callback],
        stdout=subprocess.PIPE,
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Provider(json.loads(process.stdout.readline())["issuer"])
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()
