"""What a browser is told about every page: what its own parts may do with it, and that nobody else may load it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wscb.web.hosts import is_office

# Nothing of the machine is asked for but a passkey; a browser that knows more abilities keeps its own defaults for those.
PERMISSIONS = ", ".join(
    [
        *(
            f"{ability}=()"
            for ability in (
                "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media",
                "fullscreen", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
                "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
                "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)  # fmt: skip


class PolicyMiddleware:
    """Say on every answer, files of style and script too, what it may be used for (ASVS 3.4, 3.5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Cross-Origin-Embedder-Policy"] = "require-corp"
        return response


class NoStoreMiddleware:
    """Keep private pages out of every cache, and have the browser forget them at sign-out: after it, Back shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_office(request) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        if getattr(request, "signed_out", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
