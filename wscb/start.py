"""What must hold before web or worker begin: append-only tables are protected, and the data keys open."""

from django.db import connections


def assert_sound() -> None:
    """Raise TriggersMissing, MasterKeysUnreadable or MasterKeyWrong, in words for whoever runs the Board's server."""
    from wscb.keys.checks import assert_keys_open
    from wscb.trail.append_only import assert_triggers_installed

    try:
        assert_triggers_installed()
        assert_keys_open()
    finally:
        connections.close_all()  # worker processes are forked from this one
