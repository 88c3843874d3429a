"""The one place where append-only triggers are lifted: around the flush that follows a transactional test."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from wscb.keys import cache
from wscb.trail.append_only import lifted


@pytest.fixture(scope="session", autouse=True)
def append_only_lifted_around_flush() -> Iterator[None]:
    """Let Django empty the tables after a transactional test, and put the triggers back."""
    flush = TransactionTestCase._fixture_teardown

    def flush_lifted(self: TransactionTestCase) -> None:
        with lifted():
            flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_lifted)
        yield


@pytest.fixture(autouse=True)
def keys_forgotten() -> Iterator[None]:
    """Begin every test, as every request begins, without opened keys."""
    cache.forget_keys()
    yield
    cache.forget_keys()
