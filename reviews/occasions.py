"""What the acts of a review are about, so that none is offered without: bound to the tables’ occasions (`wscb.cases.occasions`).

What Case Reviews share is bound once, to the table of Serious Case Reviews (`reviews.apps`); a receipt, to each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, Subquery

from reviews.chronology import merged
from reviews.contributors import standing
from reviews.models import Checklist, ContributorKind
from reviews.process.kinds import KINDS
from wscb.cases import informing, occasions
from wscb.cases.models import Case
from wscb.cases.process.registry import occasion
from wscb.learning.enums import TO_AGREE, WITH_ORGANISATION, ActionState
from wscb.people.models import Role

Rows = Callable[[Case], QuerySet[Any]]


def of_case(code: str, rows: Rows) -> None:
    """Binds an occasion for which it is all the same who asks."""
    occasion(code)(lambda case, asker: rows(case))


def receipt(code: str) -> Rows:
    """The open step by which a form is owed its receipt."""
    return lambda case: case.steps.filter(code=code, done_on__isnull=True)


def terms_to_agree(case: Case) -> QuerySet[Any]:
    """The last version of the terms of reference, where it is not agreed."""
    last = case.terms_of_reference.order_by("-version").values("pk")[:1]
    return case.terms_of_reference.filter(pk=Subquery(last), agreement__isnull=True)


def names_untold(case: Case) -> QuerySet[Any]:
    """The lead reviewers whose names the National Panel was not given (SCR-18)."""
    leads = occasions.standing_appointments(case).filter(role=Role.LEAD_REVIEWER, appointed_on__isnull=False)
    return leads.filter(names_notices__isnull=True)


def checklist_unconfirmed(case: Case) -> QuerySet[Any]:
    """The checklist as it was last answered for the version that stands, until the Chair confirms it (GEN-11)."""
    latest = case.report_versions.order_by("-version").values("pk")[:1]
    last = Checklist.objects.filter(report=Subquery(latest)).order_by("-at").values("pk")[:1]
    return case.report_checklists.filter(pk=Subquery(last), confirmation__isnull=True)


def no_family(case: Case) -> QuerySet[Any]:
    """The case itself, while nobody of the family is identified."""
    family = standing(case).filter(kind=ContributorKind.FAMILY)
    return Case.objects.filter(pk=case.pk).exclude(pk__in=family.values("case"))


def no_extension_waiting(case: Case) -> QuerySet[Any]:
    """The case itself, while no request for an extension waits for the Chair."""
    return Case.objects.filter(pk=case.pk).exclude(pk__in=extensions_waiting(case).values("case"))


def extensions_waiting(case: Case) -> QuerySet[Any]:
    """The requests for an extension that the Chair has still to answer."""
    return case.extensions.filter(decision__isnull=True, dropped_on__isnull=True)


def actions_in(*states: ActionState) -> Rows:
    """The actions on what was learned that are in one of these states."""
    return lambda case: case.learning_actions.filter(state__in=states)


occasion("scr.undeclared")(occasions.undeclared)
occasion("scr.late_step")(occasions.late_steps)

SHARED: dict[str, Rows] = {
    "child_alive": lambda case: case.subjects.filter(died_on__isnull=True),
    "document": occasions.documents_to_strike,
    "running": occasions.running,
    "proposal": occasions.proposals,
    "appointment": occasions.standing_appointments,
    "in_question": occasions.in_question,
    "name_untold": names_untold,
    "advice_awaited": lambda case: case.names_notices.filter(advice__isnull=True),
    "terms_to_agree": terms_to_agree,
    "request_unanswered": occasions.requests_unanswered,
    "request_to_check": occasions.requests_to_check,
    "request_for_time": occasions.requests_for_time,
    "organisation_known": informing.known_organisations,
    "organisation_involved": lambda case: informing.known_organisations(case, involved=True),
    "no_family_identified": no_family,
    "somebody_identified": standing,
    "somebody_unheard": lambda case: standing(case).filter(contributions__isnull=True),
    "somebody_invited": lambda case: standing(case).filter(invited_on__isnull=False),
    "contribution": lambda case: case.contributions.all(),
    "chronology_entry": merged.standing,
    "chronology_import": lambda case: case.chronology_imports.filter(withdrawn_on__isnull=True),
    "milestone_open": lambda case: case.milestones.filter(dropped_on__isnull=True, reached_on__isnull=True),
    "no_extension_waiting": no_extension_waiting,
    "extension_waiting": extensions_waiting,
    "proceedings_running": lambda case: case.proceedings.filter(ended_on__isnull=True),
    "finding": lambda case: case.findings.filter(withdrawn_on__isnull=True),
    "learning_action_open": actions_in(*WITH_ORGANISATION),
    "learning_action_proposed": actions_in(ActionState.PROPOSED),
    "learning_action_to_agree": actions_in(*TO_AGREE),
    "learning_action_declined": actions_in(ActionState.DECLINED),
    "learning_action_reported": actions_in(ActionState.REPORTED),
    "report_version": lambda case: case.report_versions.all(),
    "comment_unanswered": lambda case: case.report_comments.filter(answered_on__isnull=True),
    "redaction": lambda case: case.redactions.filter(lifted_on__isnull=True),
    "checklist_unconfirmed": checklist_unconfirmed,
    "partner_unadvised": lambda case: case.steps.filter(code="advise_partner", done_on__isnull=True),
    "lessons_unacknowledged": lambda case: case.lessons_advice.filter(acknowledged_on__isnull=True),
    "scrutiny_unanswered": occasions.scrutiny_unanswered,
}
for _code, _rows in SHARED.items():
    of_case(f"scr.{_code}", _rows)
for _kind in KINDS.values():
    for _act in _kind.receipts:
        of_case(f"{_kind.code}.{_act}", receipt(_act))
