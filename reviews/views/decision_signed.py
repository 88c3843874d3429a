"""What somebody has just signed: a page of confirmation that stays where it is."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from reviews.models import PublicationDecision
from reviews.vocabularies import OUTCOMES, PUBLICATION
from wscb import dates
from wscb.cases import rules
from wscb.cases.enums import DecisionKind
from wscb.cases.models import Case, Decision, Recommendation
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_case
from wscb.web.rules import rule


@rule(CASE)
def signed(request: HttpRequest, reference: str, signed_id: UUID) -> HttpResponse:
    """The signed recommendation or decision, its hash, what happens next, and who was told."""
    case = the_case(request, reference)
    found: Recommendation | Decision | None = case.recommendations.filter(pk=signed_id).first()
    if found is None:
        found = case.decisions.filter(pk=signed_id).exclude(outcome="").first()
    if found is None:
        raise Http404
    steps = list(case.steps.filter(done_on__isnull=True, opened_on__gte=found.made_on).prefetch_related("ledger"))
    for step in steps:
        step.case = case
    opened = {(step.code, step.due_on): step for step in steps if step.opened_on == found.made_on}
    context = {
        "signed": found,
        "what": _what(case, found),
        "made_earlier": found.made_on != found.signed_at.astimezone(dates.LONDON).date(),
        "outcome": _outcome(found),
        "to_be_published": _to_be_published(found),
        "editions": found.editions.all(),
        "opened": [(step, rules.basis(step).sentence) for step in opened.values()],
        "told": case.messages.filter(message__created_at=found.signed_at).select_related("message__recipient"),
        "page": "signed",
    }
    return show(request, case, "reviews/decision/signed.html", context)


def _what(case: Case, found: Recommendation | Decision) -> str:
    """What was signed, as the act by which it was signed calls it."""
    event = case.events.filter(at=found.signed_at, by=found.signed_by_id).order_by("revision").last()
    return (case.table.act(event.act).signs if event else "") or str(found._meta.verbose_name).capitalize()


def _to_be_published(found: Recommendation | Decision) -> str:
    """What is published, where the Chair decided it with this entry (CR-05)."""
    decided = PublicationDecision.objects.filter(decision=found.pk).first()
    return PUBLICATION.label(decided.choice) if decided else ""


def _outcome(found: Recommendation | Decision) -> str:
    """What was recommended or decided; an entry of another kind is called by it."""
    if isinstance(found, Decision) and found.kind != DecisionKind.OUTCOME:
        return str(DecisionKind(found.kind).label)
    return OUTCOMES[found.case.process].label(found.outcome)
