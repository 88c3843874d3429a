"""What must hold before web or worker begin: append-only tables are protected, the data keys open, the Board can seal."""

from django.db import connections


def assert_sound() -> None:
    """Raise TriggersMissing, MasterKeysUnreadable, MasterKeyWrong or SealUnreadable, in words for whoever runs the Board's server."""
    from wscb.documents.seal_keys import assert_seal_readable
    from wscb.keys.checks import assert_keys_open
    from wscb.trail.append_only import assert_triggers_installed

    try:
        assert_triggers_installed()
        assert_keys_open()
        assert_seal_readable()
    finally:
        connections.close_all()  # worker processes are forked from this one
