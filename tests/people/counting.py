"""A password hasher that counts, for the test that every attempt costs the same."""

from __future__ import annotations

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Counts how many passwords were hashed."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        """Hash one password."""
        type(self).hashed += 1
        return super().encode(password, salt)
