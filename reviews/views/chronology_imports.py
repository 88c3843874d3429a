"""The import of an organisation's spreadsheet: the file, what its columns mean, a look over every row, all or nothing.

What was read stands in the person's draft between the pages, sealed under the case's key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reviews.actions.chronology_imports import content_hash, import_entries, imported_already
from reviews.chronology import columns, merged
from reviews.chronology.checking import Checked, Sheet, check
from reviews.chronology.tables import Table
from reviews.forms.chronology_imports import ColumnsForm, ImportForm, SpreadsheetForm
from reviews.views.chronology import chronology_url
from wscb import clock
from wscb.cases import drafts
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Draft
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url
from wscb.cases.views.rules import the_user
from wscb.dates import long_date
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Organisation

KIND = "import_chronology"
_PREVIEWED = 10
_FAULTS_PER_PAGE = 200


def import_chronology(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """One of the three pages: the file (no name), `columns`, `check`. Without a file the later ones lead to the first."""
    if page not in ("", "columns", "check"):
        raise Http404
    draft = drafts.drafts_of(the_user(request)).filter(case=case, kind=KIND).first()
    if page == "":
        return _file(request, case, act, draft)
    kept: Mapping[str, Any] = (draft.answers or {}) if draft else {}
    if draft is None or not kept.get("rows"):
        return redirect(act_url(case, KIND))
    organisation = Organisation.objects.get(pk=kept["organisation"])
    if page == "columns":
        return _columns(request, case, act, draft, organisation)
    return _check(request, case, act, draft, organisation)


def _file(request: HttpRequest, case: Case, act: Act, draft: Draft | None) -> HttpResponse:
    form = SpreadsheetForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: _keep(request, case, form.chosen_organisation(), form.cleaned_data["file"]),
        done="",
        template="reviews/chronology/import_file.html",
        context={"draft": draft},
        then=lambda: act_url(case, KIND, "columns"),
        submit_text="Continue",
    )


def _keep(request: HttpRequest, case: Case, organisation: Organisation, table: Table) -> None:
    """Saves what was read in the draft. Raises ActRefused for content that stands in the chronology already."""
    place = columns.heading_row(table)
    number, headings = table.rows[place]
    rows = table.rows[place + 1 :]
    content = content_hash(organisation, rows)
    if earlier := imported_already(case, content):
        raise ActRefused(
            f"{earlier.imported_by.name} imported the same rows on {long_date(timezone.localtime(earlier.imported_at).date())}. "
            "Withdraw that import first if it was wrong.",
            field="file",
        )
    if not rows:
        raise ActRefused("The selected file has headings and no rows.", field="file")
    answers = {
        "organisation": str(organisation.pk),
        "name": table.name,
        "sheet": table.sheet,
        "other_sheets": table.other_sheets,
        "formulas": table.formulas,
        "heading_row": number,
        "headings": headings,
        "rows": rows,
        "content": content,
        "columns": None,
        "media_type": table.media_type,
    }
    draft = drafts.start(kind=KIND, user=the_user(request), case=case, at=clock.now())
    drafts.save(draft=draft, answers=answers, seen=None, at=clock.now(), attached=table.content)


def _matched(kept: Mapping[str, Any], organisation: Organisation) -> dict[int, str]:
    """What the columns mean, as chosen before, else as remembered or guessed."""
    if kept.get("columns") is not None:
        return {int(column): code for column, code in kept["columns"].items()}
    return columns.matched(kept["headings"], organisation)


def _columns(request: HttpRequest, case: Case, act: Act, draft: Draft, organisation: Organisation) -> HttpResponse:
    kept = draft.answers
    examples = [next((cells[c] for _, cells in kept["rows"] if cells[c]), "") for c in range(len(kept["headings"]))]
    form = ColumnsForm(
        request=request,
        case=case,
        headings=kept["headings"],
        examples=examples,
        matched=_matched(kept, organisation),
    )

    def do() -> None:
        drafts.save(draft=draft, answers={"columns": form.columns()}, seen=None, at=clock.now())

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="",
        template="reviews/chronology/import_columns.html",
        context={"kept": kept, "organisation": organisation, "rows": len(kept["rows"]), "draft": draft},
        then=lambda: act_url(case, KIND, "check"),
        submit_text="Continue",
    )


def _check(request: HttpRequest, case: Case, act: Act, draft: Draft, organisation: Organisation) -> HttpResponse:
    kept = draft.answers
    if kept.get("columns") is None:
        return redirect(act_url(case, KIND, "columns"))
    chosen = _matched(kept, organisation)
    sheet = Sheet(headings=kept["headings"], columns=chosen, rows=kept["rows"])
    checked = check(
        sheet,
        organisation=organisation,
        known=Organisation.objects.filter(active=True),
        on=clock.today(),
        standing=merged.keys_in(case),
    )
    form = ImportForm(request=request, case=case, repeats=checked.repeats)

    def do() -> None:
        _import(request, case, organisation, draft, checked)
        drafts.discard(draft=draft)

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=f"{len(checked.entries):,} entries have been added to the chronology.",
        template="reviews/chronology/import_check.html",
        context={
            "kept": kept,
            "organisation": organisation,
            "checked": checked,
            "faults": Paginator(checked.faults, _FAULTS_PER_PAGE).get_page(request.GET.get("page")),
            "preview": checked.entries[:_PREVIEWED],
            "draft": draft,
        },
        then=lambda: chronology_url(case),
        submit_text=f"Import {len(checked.entries):,} entries",
    )


def _import(request: HttpRequest, case: Case, organisation: Organisation, draft: Draft, checked: Checked) -> None:
    """Imports every row, and keeps the file. Raises ActRefused while any row has a problem."""
    kept: Mapping[str, Any] = draft.answers
    if checked.faults:
        raise ActRefused("Nothing was imported: correct the problems in the spreadsheet, then choose the file again.")
    chosen = _matched(kept, organisation)
    import_entries(
        case=case,
        by=the_user(request),
        on=clock.today(),
        organisation=organisation,
        file_name=kept["name"],
        content=kept["content"],
        entries=checked.entries,
        columns=columns.to_remember(kept["headings"], chosen),
        original=_original(draft, kept),
    )


def _original(draft: Draft, kept: Mapping[str, Any]) -> CheckedUpload | None:
    """The file as it was sent; None for a draft begun before files were kept."""
    content = drafts.attached(draft)
    return CheckedUpload(content=content, media_type=kept["media_type"], safe_name=kept["name"]) if content else None
