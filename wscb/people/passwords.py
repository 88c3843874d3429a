"""Passwords that anybody would guess who knows where they are used."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

WORDS = (
    "warrington",
    "cheshire",
    "safeguarding",
    "children",
    "child",
    "board",
    "review",
    "wscb",
    "council",
    "police",
    "password",
)
"""What stands on every page and letter of the Board; a password may hold them, and not consist of them."""
_ENOUGH = 6


class ContextWordsValidator:
    """Refuses a password that is little more than words of the Board, with figures and signs around them."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` where fewer than six letters are left without those words."""
        letters = re.sub(r"[\W\d_]", "", password.lower())
        left = letters
        for word in WORDS:
            left = left.replace(word, "")
        if left != letters and len(left) < _ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_of_context")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "Choose a password that is not made of words from this service"
