"""One log line a request: method and route name. Paths and query strings stay out: they can carry tokens."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django_structlog.middlewares import RequestMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest


class RequestLogMiddleware(RequestMiddleware):
    """Binds the request id for every log line and logs start and end of the request.

    Not of pages that promise not to know who asks (`UNLOGGED_PATHS`): address, moment and person would stand in the log.
    """

    def __call__(self, request: "HttpRequest") -> Any:
        if request.path_info.startswith(settings.UNLOGGED_PATHS):
            return self.get_response(request)
        return super().__call__(request)

    @staticmethod
    def format_request(request: "HttpRequest") -> str:
        """For example `POST case_decide`; a path that no route matches, or has not yet, is `GET -`."""
        match = getattr(request, "resolver_match", None)
        return f"{request.method} {match.view_name if match else '-'}"
