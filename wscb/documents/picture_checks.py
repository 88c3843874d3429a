"""Pictures: whole, of the kind they say, and not so large that opening them exhausts a computer."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from wscb.documents.refusals import UploadRefused, damaged

# Where a picture ends. Pillow would tell a cut one too, but WeasyPrint teaches it, process-wide, to be content with it.
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}

#: Two A3 pages scanned at 400 dots an inch come to less.
MOST_PIXELS = 64_000_000


def check_png(content: bytes) -> None:
    """Raises UploadRefused unless ``content`` is a PNG of at most MOST_PIXELS."""
    _check(content, "PNG", "a PNG picture")


def check_jpeg(content: bytes) -> None:
    """Raises UploadRefused unless ``content`` is a JPEG of at most MOST_PIXELS."""
    _check(content, "JPEG", "a JPEG picture")


def _check(content: bytes, picture_format: str, words: str) -> None:
    if _ENDS[picture_format] not in content:
        raise damaged(words)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit follows
            picture = Image.open(BytesIO(content), formats=[picture_format])  # reads the size, not the pixels
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise damaged(words) from None
    with picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_many_pixels()
        try:
            picture.load()
        except (OSError, SyntaxError, ValueError):
            raise damaged(words) from None


def _too_many_pixels() -> UploadRefused:
    return UploadRefused(f"The selected picture must have fewer than {MOST_PIXELS // 1_000_000} million pixels")
