"""Template tag of the Board's figures: a chart of bars, drawn on the server."""

from __future__ import annotations

from typing import Any

from django import template

from wscb.cases.views.figures import ROW, WIDE, Bar

register = template.Library()


@register.inclusion_tag("work/bars.svg")
def bars(rows: list[Bar], about: str, name: str) -> dict[str, Any]:
    """A chart of these bars; `about` is its text for who cannot see it, `name` the id of that text."""
    return {"bars": rows, "about": about, "name": name, "wide": WIDE, "height": len(rows) * ROW}
