"""How easy a text is to read, by Flesch's formula."""

import pytest

from reviews.readability import readability, syllables_in

EASY = "The boy went home. His mum was not there. He sat on the step and cried. " * 3
HARD = (
    "Multidisciplinary safeguarding arrangements necessitated considerable organisational reconfiguration notwithstanding "
    "professional reservations regarding proportionality, accountability and interagency communication. "
) * 3


@pytest.mark.parametrize(
    ("word", "count"),
    [("child", 1), ("home", 1), ("mother", 2), ("review", 2), ("little", 2), ("asked", 1), ("needed", 2)],
)  # fmt: skip
def test_syllables_are_counted_by_groups_of_vowels(word: str, count: int) -> None:
    assert syllables_in(word) == count


@pytest.mark.clause("SCR-25", "CR-17")
def test_easy_words_count_as_easy_and_hard_ones_as_hard() -> None:
    easy, hard = readability(EASY), readability(HARD)
    assert easy is not None
    assert hard is not None
    assert (easy.figure, easy.means) == (100, "Very easy to read")
    assert (hard.figure, hard.means) == (0, "Very hard to read: written for specialists")
    assert (easy.sentences, easy.words_per_sentence) == (9, 5)


def test_the_formula_is_the_published_one() -> None:
    """Ten words a sentence, one syllable a word: 206.835 - 10.15 - 84.6 = 112, shown as 100; two syllables: 27."""
    one = readability("the cat sat on the mat with a fat dog. " * 4)
    two = readability("mother river paper tiger water butter never over under sister. " * 4)
    assert one is not None
    assert two is not None
    assert (one.figure, two.figure) == (100, 27)


def test_a_short_text_has_no_figure() -> None:
    assert readability("Too short to say.") is None
