"""Questions that are needed after some answers only."""

from __future__ import annotations

from typing import Any, ClassVar

from wscb.web.forms import Form


class ConditionalForm(Form):
    """Fields named in `conditional` are asked without "(optional)" and may stay empty; `demand` asks for them when they are due."""

    conditional: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.conditional:
            self.fields[name].required = False

    def demand(self, *names: str) -> None:
        """Adds the error of a question left empty to each of these that is; called from `clean`."""
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
