"""What the Board owes beside its cases: how often, by when, and who is told at which stages, read from `data/duties.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def duty(kind: str) -> dict[str, Any]:
    """The table of one kind of duty. Raises KeyError for one that is none."""
    content = tomllib.loads((Path(__file__).parent / "data" / "duties.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = content[kind]
    return found
