"""The chronology as a file: what was chosen, entered in the trail before it leaves (GEN-12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse

from reviews.chronology import leaving, merged
from reviews.models import ChronologyEntry
from reviews.views.chronology import asked_for, reviewed_case
from wscb.cases.views.base import saw
from wscb.cases.views.rules import CASE
from wscb.people.confirmed import confirmed_lately
from wscb.web.rules import rule

_KINDS: dict[str, tuple[Callable[[Iterable[ChronologyEntry]], bytes], str]] = {
    "xlsx": (leaving.as_workbook, leaving.XLSX),
    "csv": (leaving.as_csv, leaving.CSV),
}


@rule(CASE)
@confirmed_lately
def export(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """The entries that were chosen as `xlsx` or `csv`, under a name that says the case and nothing else."""
    case = reviewed_case(request, reference)
    if kind not in _KINDS:
        raise Http404
    write, media_type = _KINDS[kind]
    entries = list(merged.shown(case, asked_for(request, case).chosen).prefetch_related("comments__by"))
    content = write(entries)
    saw(request, case, "case.read", page="chronology_export")
    saw(request, case, "chronology.exported", kind=kind, rows=len(entries))
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="case-{case.reference}-chronology.{kind}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
