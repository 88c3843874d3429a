"""What is signed, in the one form that can be hashed again later (design rule 6)."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def canonical(content: dict[str, Any]) -> dict[str, Any]:
    """The content as it reads back from the record: dates, times and UUIDs as text."""
    plain: dict[str, Any] = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return plain


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, over canonical JSON: sorted keys, no spaces, UTF-8.

    >>> content_hash({"b": 1, "a": "é"}) == content_hash({"a": "é", "b": 1})
    True
    """
    text = json.dumps(canonical(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
