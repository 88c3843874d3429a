"""Public references: ten random characters that name a case and say nothing about it."""

import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_SAID_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_reference() -> str:
    """Ten characters of Crockford's base 32: 50 random bits, no letter that reads like a figure."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(LENGTH))


def as_typed(text: str) -> str:
    """A reference as a person types or reads it out: any case, spaces and hyphens dropped, O for 0, I and L for 1.

    >>> as_typed("k7m2-q1 o9ab")
    'K7M2Q109AB'
    """
    return text.upper().replace("-", "").replace(" ", "").translate(_SAID_AS)
