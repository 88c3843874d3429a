"""Turns a kind's three templates into one mail."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context, Engine

from wscb.messages.kinds import Mail


def compose(template_base: str, context: Mapping[str, Any]) -> Mail:
    """Render ``templates/emails/<template_base>.{subject.txt,txt,html}`` with ``context``.

    Subject and text are written as they are; only the HTML is escaped. The templates also get ``board_name`` and
    ``office_url``. A subject always comes out as one line, so that no value can add a header.
    """
    values = {"board_name": settings.BOARD_NAME, "office_url": settings.OFFICE_URL, **context}
    engine = Engine.get_default()

    def render(suffix: str, *, autoescape: bool) -> str:
        template = engine.get_template(f"emails/{template_base}.{suffix}")
        return template.render(Context(values, autoescape=autoescape))

    return Mail(
        subject=" ".join(render("subject.txt", autoescape=False).split()),
        text=render("txt", autoescape=False).strip() + "\n",
        html=render("html", autoescape=True),
    )
