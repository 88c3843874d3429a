"""What can go wrong with a back-up, in words for whoever runs the Board's server."""


class BackupError(Exception):
    """A back-up cannot be made, opened or restored; the message says why and what to do."""
