"""Why an upload is not taken, in words for the person who chose the file."""

LOCKED = "The selected file is protected by a password. Remove the password first"
SWELLS = "The selected file is too large when it is opened"


class UploadRefused(ValueError):
    """An upload is not taken; ``str()`` is the plain-English message for the form, without a full stop."""


def damaged(words: str) -> UploadRefused:
    """The refusal of a file that is not really ``words`` ("a PDF"), or is broken."""
    return UploadRefused(f"The selected file is not {words}, or is damaged")
