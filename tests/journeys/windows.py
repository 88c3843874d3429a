"""A window of the browser that is watched: what must never happen on any page is noted, and fails the journey at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

HOSTS = ("localhost", "public.localhost")
REFUSED = 400


@dataclass
class Watch:
    """What was seen in one window. `faults` says it in words, each with the page it was seen on."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def begin(self) -> Page:
        """Watches the window from now on."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._note(f"script failed: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        return self.page

    def _note(self, what: str) -> None:
        self.faults.append(f"{urlsplit(self.page.url).path}: {what}")

    def _console(self, line: ConsoleMessage) -> None:
        # A page that is refused (404, 409) is told in the console too; what a page loads is looked at by _response.
        if line.type in {"error", "warning"} and not line.text.startswith("Failed to load resource"):
            self._note(f"console: {line.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in HOSTS:
            self._note(f"asked another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= REFUSED and response.request.resource_type != "document":
            self._note(f"could not load {response.url}: {response.status}")
