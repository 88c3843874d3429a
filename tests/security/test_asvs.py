"""The page on ASVS names tests that exist, and says of each requirement of its chapters how it is met."""

from __future__ import annotations

import ast
import re

from django.conf import settings

PAGE = settings.BASE_DIR / "docs/security/asvs.md"
#: Levels 1 and 2 of the chapters begun, by section: how many requirements there are.
SECTIONS = {
    "6.1": (1, 2, 3), "6.2": tuple(range(1, 12)), "6.3": (1, 2, 3), "6.4": (1, 2, 3, 4), "6.5": (1, 2, 3, 4, 5),
    "6.8": (1, 2, 3, 4), "7.1": (1, 2, 3), "7.2": (1, 2, 3, 4), "7.3": (1, 2), "7.4": (1, 2, 3, 4, 5),
    "7.5": (1, 2), "7.6": (1, 2), "10.1": (1, 2), "10.2": (1, 2), "10.5": (1, 2, 3, 4, 5),
}  # fmt: skip


def names_of_tests() -> set[str]:
    return {
        node.name
        for path in (settings.BASE_DIR / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def requirements_told() -> set[str]:
    """Every number in the first column of a table, ranges written out."""
    told: set[str] = set()
    for cell in re.findall(r"^\| ([\d., to]+?)(?: \(level 3\))? \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        for part in cell.split(", "):
            first, _, last = part.partition(" to ")
            section, _, number = first.rpartition(".")
            end = int(last.rpartition(".")[2]) if last else int(number)
            told |= {f"{section}.{one}" for one in range(int(number), end + 1)}
    return told


def test_named_tests_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 40
    assert named - names_of_tests() == set()


def test_every_requirement_of_the_chapters_is_told() -> None:
    demanded = {f"{section}.{number}" for section, numbers in SECTIONS.items() for number in numbers}
    assert demanded - requirements_told() == set()
