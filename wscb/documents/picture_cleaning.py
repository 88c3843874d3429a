"""Pictures without what a camera writes beside them: place, time, device, thumbnail. The picture itself is not touched."""

from __future__ import annotations

import struct

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: What a PNG needs to be shown as it is.
_SHOWING = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
# Markers of a JPEG: the end, the scan that pixels follow, and those that stand alone.
_END, _SCAN = 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}
_COLOURS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # application segments that say how to show it
_APPLICATIONS = range(0xE0, 0xF0)
_COMMENT = 0xFE
# In a camera's data: where they begin, and the entry for which way up the picture is.
_DATA, _EXIF, _ORIENTATION, _SHORT, _TURNED = 0xE1, b"Exif\0\0", 0x0112, 3, range(2, 9)


def without_png_metadata(content: bytes) -> bytes:
    """The chunks that show the picture, up to its end. Raises ValueError for what is no PNG."""
    if not content.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    kept, at = [_SIGNATURE], len(_SIGNATURE)
    while True:
        length, name = struct.unpack_from(">L4s", content, at) if at + 8 <= len(content) else (0, b"")
        behind = at + 12 + length
        if not name or behind > len(content):
            raise ValueError("ends too soon")
        if name in _SHOWING:
            kept.append(content[at:behind])
        if name == b"IEND":
            return b"".join(kept)
        at = behind


def without_jpeg_metadata(content: bytes) -> bytes:
    """The segments that show the picture, up to its end, and which way up it is. Raises ValueError for what is no JPEG."""
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    kept, at = [b"\xff\xd8"], 2
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        if marker in _ALONE:
            kept.append(bytes((0xFF, marker)))
            continue
        behind = at + int.from_bytes(content[at : at + 2], "big")
        if behind < at + 2 or behind > len(content):
            raise ValueError("ends too soon")
        if marker == _DATA:
            kept.append(_way_up(content[at + 2 : behind]))
        elif _shows(marker, content[at + 2 : behind]):
            kept.append(bytes((0xFF, marker)) + content[at:behind])
        if marker == _SCAN:
            pixels = _pixels_end(content, behind)
            kept.append(content[behind:pixels])
            behind = pixels
        at = behind


def _shows(marker: int, segment: bytes) -> bool:
    if marker in _APPLICATIONS:
        return marker in _COLOURS and segment.startswith(_COLOURS[marker])
    return marker != _COMMENT


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at this place, after whatever fills the space before it, and the place behind it."""
    if content[at : at + 1] != b"\xff":
        raise ValueError("no marker")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise ValueError("ends too soon")
    return content[at], at + 1


def _pixels_end(content: bytes, at: int) -> int:
    """Where the next marker stands behind a scan's pixels, in which a marker's first byte is followed by a nought."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("ends too soon")
        if content[at + 1] != 0 and content[at + 1] not in _ALONE:
            return at
        at += 2


def _way_up(exif: bytes) -> bytes:
    """A segment that says which way up the picture is, as this one does; nothing where it lies as it was taken."""
    tiff = exif[len(_EXIF) :]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if not exif.startswith(_EXIF) or order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}L", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for at in range(first + 2, first + 2 + 12 * entries, 12):
            tag, kind, _, turned = struct.unpack_from(f"{order}HHLH", tiff, at)
            if (tag, kind) == (_ORIENTATION, _SHORT) and turned in _TURNED:
                return _segment(turned)
    except struct.error:
        pass  # what cannot be read says nothing
    return b""


def _segment(turned: int) -> bytes:
    tiff = b"MM\0*" + struct.pack(">LHHHLHHL", 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff
