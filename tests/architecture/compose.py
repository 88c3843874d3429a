"""Reads docker-compose.yml the way Compose does, as far as this project's file goes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")


class VariableMissing(Exception):
    """A variable that the file demands is not in the environment."""


def interpolate(text: str, environment: Mapping[str, str]) -> str:
    """Fill in `${NAME}`, `${NAME:-default}` and `${NAME:?message}`."""

    def value(match: re.Match[str]) -> str:
        found = environment.get(match["name"], "")
        if found:
            return found
        if match["kind"] == "?":
            raise VariableMissing(match["name"])
        return match["rest"] or ""

    return VARIABLE.sub(value, text)


def raw() -> dict[str, Any]:
    """The file with its anchors resolved and its variables left as they stand."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def filled(part: Any, environment: Mapping[str, str]) -> Any:
    """A part of the file with its variables filled in."""
    if isinstance(part, str):
        return interpolate(part, environment)
    if isinstance(part, list):
        return [filled(one, environment) for one in part]
    if isinstance(part, dict):
        return {key: filled(one, environment) for key, one in part.items()}
    return part
