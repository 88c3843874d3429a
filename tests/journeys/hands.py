"""How somebody uses a page: with a pointer, or by keyboard alone. Both know the same few movements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys import pages

MOST_STEPS = 150


class Hand(Protocol):
    """What a person does on a page, by what they read there."""

    page: Page

    def write(self, label: str, text: str) -> None:
        """Fills a box."""

    def choose(self, question: str, answer: str) -> None:
        """Gives one of the answers of a question."""

    def tick(self, label: str) -> None:
        """Ticks a box."""

    def select(self, label: str, option: str) -> None:
        """Takes an option of a list."""

    def enter_date(self, question: str, day: date) -> None:
        """Fills the three boxes of a date."""

    def upload(self, label: str, file: FilePayload) -> None:
        """Chooses a file."""

    def press(self, button: str) -> None:
        """Presses a button, or a link that looks like one."""

    def follow(self, link: str, *, to: str = "") -> None:
        """Follows a link that reads so, whatever a screen reader is told besides; `to` is part of where it leads."""


@dataclass
class Pointer:
    """A mouse, or a finger."""

    page: Page

    def write(self, label: str, text: str) -> None:
        pages.write(self.page, label, text)

    def choose(self, question: str, answer: str) -> None:
        pages.choose(self.page, question, answer)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def enter_date(self, question: str, day: date) -> None:
        pages.enter_date(self.page, question, day)

    def upload(self, label: str, file: FilePayload) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def press(self, button: str) -> None:
        pages.press(self.page, button)

    def follow(self, link: str, *, to: str = "") -> None:
        link_called(self.page, link, to).click()


@dataclass
class Keyboard:
    """Tab to get there, arrows to choose, Enter or Space to do it."""

    page: Page

    def __post_init__(self) -> None:
        """Have the browser hand over every choice of a file from the beginning: asked for later, a key may be quicker."""
        self.page.on("filechooser", lambda chooser: None)

    def write(self, label: str, text: str) -> None:
        tab_to(self.page, self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=question).first
        wanted = group.get_by_label(answer, exact=True)
        _tab_until(self.page, group.get_by_role("radio"))
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        while not wanted.is_checked():
            self.page.keyboard.press("ArrowDown")

    def tick(self, label: str) -> None:
        box = self.page.get_by_label(label, exact=True)
        tab_to(self.page, box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def select(self, label: str, option: str) -> None:
        offered = self.page.get_by_label(label, exact=True)
        tab_to(self.page, offered)
        self.page.keyboard.type(option)
        assert offered.evaluate("node => node.selectedOptions[0].label") == option

    def enter_date(self, question: str, day: date) -> None:
        boxes = self.page.get_by_role("group", name=question)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            tab_to(self.page, boxes.get_by_label(label, exact=True))
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(str(number))

    def upload(self, label: str, file: FilePayload) -> None:
        tab_to(self.page, self.page.get_by_label(label, exact=True))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def press(self, button: str) -> None:
        tab_to(self.page, self.page.get_by_role("button", name=button, exact=True))
        assert focus_is_seen(self.page)
        self.page.keyboard.press("Enter")

    def follow(self, link: str, *, to: str = "") -> None:
        tab_to(self.page, link_called(self.page, link, to))
        assert focus_is_seen(self.page)
        self.page.keyboard.press("Enter")


def link_called(page: Page, words: str, to: str = "") -> Locator:
    """The first link or button of the page that leads there and has this name, or else one that begins so."""
    main = page.get_by_role("main")
    found = main.get_by_role("link", name=words, exact=True).or_(main.get_by_role("button", name=words, exact=True))
    found = found.or_(main.get_by_role("link", name=re.compile(rf"^{re.escape(words)}\b")))
    return (found.and_(main.locator(f'[href*="{to}"]')) if to else found).first


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until this has the focus."""
    _tab_until(page, wanted)


def _tab_until(page: Page, wanted: Locator) -> None:
    """Presses Tab until one of these has the focus."""
    expect(wanted.first).to_be_visible()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate_all("nodes => nodes.includes(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def focus_is_seen(page: Page) -> bool:
    """Whether what has the focus looks different from what it looks like without."""
    look = "node => { const s = getComputedStyle(node); return [s.outline, s.boxShadow, s.backgroundColor, s.borderBottom].join() }"
    focused = page.locator(":focus")
    with_focus = focused.evaluate(look)
    return bool(
        with_focus
        != focused.evaluate(f"node => {{ node.blur(); const look = ({look})(node); node.focus(); return look }}")
    )
