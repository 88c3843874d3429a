"""Plain text and CSV: UTF-8, and text indeed."""

from wscb.documents.refusals import UploadRefused

_ALLOWED_CONTROLS = "\t\n\r\f"


def check_text(content: bytes) -> None:
    """Raises UploadRefused when ``content`` is not UTF-8 text or holds control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefused("The selected file must be text saved as UTF-8") from None
    if any(letter < " " and letter not in _ALLOWED_CONTROLS for letter in text) or "\x7f" in text:
        raise UploadRefused("The selected file must be plain text")
