"""Cases, subjects, the process engine, steps and clocks, decisions, access."""

from typing import Any

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wscb.cases"
    label = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        """Registers the checks, the owner of sealed fields, the kinds of mail and of trail entry, and the links to the pages."""
        from django.core.checks import register

        from wscb.cases import (  # noqa: F401 - register their kinds of mail
            appointment_mail,
            chasing,
            checks,
            duties,
            information_mail,
            invitations,
            trail_kinds,
            verifying,
        )
        from wscb.cases.actions import standing_down
        from wscb.cases.navigation import add_links
        from wscb.keys.owners import register_owner

        register(checks.process_tables)
        register_owner("case", _key_of_case)
        trail_kinds.register()
        standing_down.register()
        add_links()


def _key_of_case(case_id: Any) -> Any:
    from wscb.keys.models import DataKey

    return DataKey.objects.get(pk__in=_case_keys(case_id))


def _case_keys(case_id: Any) -> Any:
    from wscb.cases.models import Case

    return Case.objects.filter(pk=case_id).values("data_key")
