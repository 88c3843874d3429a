"""Whether a board's process is alive: `python -m wscb.deploy.healthy web|worker|beat`. Exit code 0 or 1.

web answers its first page; worker answers a ping over the broker; beat has written its schedule in the last
five minutes.
"""

import os
import sys
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path

BEAT_SILENCE = 300  # seconds


def web() -> bool:
    """Whether the office's first page comes back, be it as the redirect to sign in."""
    address = os.environ.get("WEB_BIND", "0.0.0.0:8000").replace("0.0.0.0", "127.0.0.1")  # noqa: S104
    headers = {"Host": os.environ["OFFICE_HOST"], "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://{address}/", headers=headers)
    try:
        with _opener().open(request, timeout=5) as answer:
            return bool(answer.status < HTTPStatus.INTERNAL_SERVER_ERROR)
    except urllib.error.HTTPError as answer:
        return answer.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def _opener() -> urllib.request.OpenerDirector:
    class StayHere(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    return urllib.request.build_opener(StayHere)


def worker() -> bool:
    """Whether any worker answers a ping."""
    from wscb.celery import app

    return bool(app.control.inspect(timeout=5).ping())


def beat() -> bool:
    """Whether beat has kept its schedule file fresh."""
    from django.conf import settings

    schedule = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
    found = [path for path in schedule.parent.glob(schedule.name + "*") if path.is_file()]
    return any(time.time() - path.stat().st_mtime < BEAT_SILENCE for path in found)


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
