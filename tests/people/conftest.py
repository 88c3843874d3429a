"""What the tests of signing in share."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def limits_of_ones_own(settings: Settings) -> None:
    """Attempts of one test count against no other, nor does one test forget what another, running beside it, counts."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"{uuid4()}"}}
