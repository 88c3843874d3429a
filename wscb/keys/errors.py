"""What can go wrong with keys, in words that an operator understands."""


class KeysError(Exception):
    """Something is wrong with a key."""


class MasterKeysUnreadable(KeysError):
    """The setting MASTER_KEYS cannot be read."""


class MasterKeyWrong(KeysError):
    """A data key does not open: its master key is missing or not the one that wrapped it."""


class KeyDestroyed(KeysError):
    """The data key was destroyed: what it sealed can never be read again."""


class SealBroken(KeysError):
    """Sealed bytes were changed, moved to another place or sealed with another key."""
