"""Names are found in a text as people write them, and parts of names are pointed out (GEN-05)."""

from __future__ import annotations

import pytest

from reviews.naming import names_fully, parts_named, plain

NAME = "Marigold Hartnell"


@pytest.mark.clause("GEN-05")
@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        (NAME, "As Marigold\nHartnell said.", True),
        (NAME, "MARIGOLD HARTNELL’S view", True),
        (NAME, "Marigold Hart-\nnell said.", True),
        ("Dr. Marigold Hartnell", "Marigold Hartnell came.", True),
        ("Ann O'Brien", "Ann O’Brien came.", True),
        ("Sky", "The sky fell.", True),
        (NAME, "Marigold Hartnells", False),
        (NAME, "Marigold and Mrs Hartnell", False),
        ("", "Anything", False),
    ],
)
def test_a_full_name_is_found_however_it_is_set(name: str, text: str, named: bool) -> None:
    assert names_fully(name, plain(text)) is named


@pytest.mark.clause("GEN-05")
@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        (NAME, "Mrs Hartnell came.", ["Mrs Hartnell came."]),
        (NAME, "Marigold H. came.", ["Marigold H. came."]),
        ("Ms Marigold Jane Hartnell", "Then M Hartnell and Marigold H", ["Then M Hartnell and Marigold H"]),
        (NAME, "Marigold Hartnell came.", []),
        (NAME, "The hartnell brook; Hartnells.", []),
        (NAME, "Marigold Holt came, and marigolds.", []),
        ("Theresa May", "She may come in May.", ["She may come in May."]),
        ("Sky", "Sky S came.", []),
    ],
)
def test_surname_alone_and_given_name_with_initial_are_pointed_out(name: str, text: str, parts: list[str]) -> None:
    assert parts_named(name, plain(text)) == parts


def test_only_a_few_passages_are_shown_each_once_and_cut() -> None:
    text = plain(" ".join(f"{number} {'x' * 60} Hartnell {'y' * 60}" for number in range(9)))
    found = parts_named(NAME, text)
    assert len(found) == len(set(found)) <= 5
    assert all(len(one) < 100 and one.startswith("…") and one.endswith("…") for one in found)
