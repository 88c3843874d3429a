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
            told_models,
            trail_kinds,
            verifying,
        )
        from wscb.cases.actions import standing_down
        from wscb.cases.navigation import add_links
        from wscb.keys.owners import register_owner
        from wscb.trail.middleware import register_refused

        register(checks.process_tables)
        register_owner("case", _key_of_case)
        trail_kinds.register()
        standing_down.register()
        duties.register()
        told_models.register()
        register_refused("reference", _case_called)
        register_refused("request_id", _case_asked)
        add_links()


def _key_of_case(case_id: Any) -> Any:
    from wscb.keys.models import DataKey

    return DataKey.objects.get(pk__in=_case_keys(case_id))


def _case_keys(case_id: Any) -> Any:
    from wscb.cases.models import Case

    return Case.objects.filter(pk=case_id).values("data_key")


def _case_called(reference: Any) -> Any:
    """What a refused address with this reference is about."""
    from wscb.cases.models import Case

    return _subject(Case.objects.filter(reference=str(reference)).values_list("pk", flat=True).first())


def _case_asked(request_id: Any) -> Any:
    """The same, of an address with the id of a request to an organisation."""
    from wscb.cases.models import InformationRequest

    return _subject(InformationRequest.objects.filter(pk=request_id).values_list("case_id", flat=True).first())


def _subject(case_id: Any) -> Any:
    return ("cases.case", case_id) if case_id else None
