"""What holds of the words that people read: typographic apostrophes in templates, letters, vocabularies, labels and refusals."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.architecture.test_source import sources

STRAIGHT = re.compile(r"\w'\w|\w' (?=\w)")
# Comments are read by nobody else, and what a tag or a variable holds between its own quotes is a name or an argument.
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
TEMPLATE_CODE = re.compile(r"(?<==)'[^'\"]*'|(?<=[ :,(])'[^'\"]*'(?=[ |%},)])")

#: The framework’s own heading, printed as the appendix has it, in the form and in the title of its PDF.
QUOTED = "Outcome of WSCB Chair's Decision to Undertake "
#: Read on a terminal, by whoever looks after the server.
ON_A_TERMINAL = ("wscb/settings/", "/management/", "wscb/cases/clauses.py")


def straight(text: str) -> list[str]:
    """Every straight apostrophe of a text, with the words around it."""
    text = text.replace(QUOTED, "")
    return [text[max(0, found.start() - 20) : found.end() + 20] for found in STRAIGHT.finditer(text)]


def test_templates_and_letters_are_set_with_typographic_apostrophes() -> None:
    found = {}
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.*")):
        text = TEMPLATE_CODE.sub("", TEMPLATE_COMMENT.sub("", path.read_text(encoding="utf-8")))
        if wrong := straight(text):
            found[path.relative_to(settings.BASE_DIR).as_posix()] = wrong
    assert found == {}


def test_vocabularies_and_rule_sets_are_set_with_typographic_apostrophes() -> None:
    found = {}
    for path in data_files():
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        if wrong := [one for text in texts(read) for one in straight(text)]:
            found[path.relative_to(settings.BASE_DIR).as_posix()] = wrong
    assert found == {}


def test_labels_messages_and_refusals_are_set_with_typographic_apostrophes() -> None:
    found = {}
    for name, tree, _ in sources():
        if any(part in name for part in ON_A_TERMINAL):
            continue
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        words = (
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
        )
        if wrong := [one for text in words for one in straight(text)]:
            found[name] = wrong
    assert found == {}


def data_files() -> list[Path]:
    """The data files of every app whose words stand on pages; the clauses quote the framework as it is written."""
    files = sorted(
        path
        for root in ("wscb", "reviews", "audits", "cdop")
        for path in (settings.BASE_DIR / root).rglob("data/*.toml")
    )
    return [path for path in files if path.name != "clauses.toml"]


def texts(read: Any) -> Iterator[str]:
    """Every text of a data file that was read."""
    if isinstance(read, dict):
        for one in read.values():
            yield from texts(one)
    elif isinstance(read, list):
        for one in read:
            yield from texts(one)
    elif isinstance(read, str):
        yield read
