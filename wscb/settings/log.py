"""Logging through structlog: JSON lines for a board, plain lines elsewhere. No query string, no body, ever."""

from typing import Any

import structlog


def configure(*, json: bool, level: str = "INFO") -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING for it."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return _logging(_renderers(json=json), shared, level)


def _renderers(*, json: bool) -> list[structlog.types.Processor]:
    if json:
        # Tracebacks without local variables: they hold what people typed.
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]


def _logging(renderers: list[Any], shared: list[Any], level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
                "foreign_pre_chain": shared,
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django logs "Not Found: /path" here; the request log says the same without the path.
            "django.request": {"level": "ERROR"},
            "django.security.csrf": {"level": "ERROR"},  # "Forbidden: /path", likewise
            "django.db.backends": {"level": "WARNING"},
            "kombu.connection": {"level": "ERROR"},  # a file broker has no host, which it would warn of at every start
            # They tell each step of laying out a form, whose text is a child's.
            **{name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pikepdf", "PIL")},
            # They tell each fault of a file that somebody sent to be checked.
            **{name: {"level": "CRITICAL"} for name in ("pyhanko", "pyhanko_certvalidator")},
        },
    }
