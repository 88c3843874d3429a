"""One log line a request: method and route name. Paths and query strings stay out: they can carry tokens."""

from typing import TYPE_CHECKING

from django_structlog.middlewares import RequestMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest


class RequestLogMiddleware(RequestMiddleware):
    """Binds the request id for every log line and logs start and end of the request."""

    @staticmethod
    def format_request(request: "HttpRequest") -> str:
        """For example `POST case_decide`; a path that no route matches, or has not yet, is `GET -`."""
        match = getattr(request, "resolver_match", None)
        return f"{request.method} {match.view_name if match else '-'}"
