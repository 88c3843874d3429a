"""Looking at a page as it stands in the browser: what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.addresses.world import NAMES, SERVICES

NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1280, "height": 720}

_LOOK = """() => ({
    headings: [...document.querySelectorAll('h1')].map(one => one.innerText.trim()),
    lang: document.documentElement.lang,
    title: document.title,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    told: document.querySelectorAll('.govuk-error-summary').length,
    lost: [...document.querySelectorAll('.govuk-error-summary a')].filter(one => !document.getElementById(one.hash.slice(1))).length,
})"""
_AXE = (
    "contrast => axe.run({resultTypes: ['violations'], rules: {'color-contrast': {enabled: contrast}}})"
    ".then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))"
)
_CLASSES = "() => [...new Set([...document.querySelectorAll('[class]')].flatMap(one => [...one.classList]))]"

_SEND = """() => {
    const button = document.querySelector('main form[method=post] button.govuk-button:not(.govuk-button--secondary)');
    button.form.noValidate = true;
    button.form.requestSubmit(button);
}"""


def faults_of(page: Page, *, refused: bool = False) -> list[str]:
    """What is wrong with a page in a narrow window; `refused` where its form came back with what is missing."""
    seen = page.evaluate(_LOOK)
    name, _, service = seen["title"].removeprefix("Error: ").rpartition(" – ")
    checks = {
        f"{len(seen['headings'])} headings of the first rank": len(seen["headings"]) != 1,
        f"language {seen['lang']}": seen["lang"] != "en-GB",
        f"title without a name: {seen['title']}": not name or service not in SERVICES,
        f"title names a child: {seen['title']}": any(child in seen["title"] for child in NAMES),
        f"{seen['wide']} pixels too wide": seen["wide"] > 0,
        f"{seen['told']} summaries of errors": seen["told"] != int(refused),
        f"{seen['lost']} errors that lead nowhere": seen["lost"] > 0,
        f"title does not say whether it {refused=}: {seen['title']}": seen["title"].startswith("Error: ") != refused,
    }
    return [fault for fault, holds in checks.items() if holds]


def barriers_on(page: Page, widths: Sequence[ViewportSize], *, contrast: bool = True) -> list[str]:
    """What axe finds in windows of these widths, of colours too where `contrast`; leaves a narrow one."""
    found = []
    if widths:
        page.evaluate(Axe().axe_script)
    for width in widths:
        page.set_viewport_size(width)
        found += [f"at {width['width']}, {one}" for one in page.evaluate(_AXE, contrast)]
    page.set_viewport_size(NARROW)
    return found


def classes_on(page: Page) -> frozenset[str]:
    """The classes of style that stand on the page: what colours there are on it follows from them."""
    return frozenset(page.evaluate(_CLASSES))


def send_as_shown(page: Page) -> None:
    """Sends the page's own form by its first button, as it is shown; the server alone says what is missing."""
    with page.expect_navigation():
        page.evaluate(_SEND)
