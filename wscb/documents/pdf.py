"""HTML to a tagged PDF that a screen reader can read: PDF/UA-1, language, title, and scope on every table header."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.template.loader import render_to_string
from pikepdf import Array, Dictionary, Name, Object
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

LANGUAGE = "en-GB"

#: The project's own assets, and all that a template may refer to: ``href="asset:print.css"``.
ASSETS = {"print.css": "text/css"}

_ASSET_FOLDER = Path(__file__).parent / "assets"


class RenderingFailed(Exception):
    """The document could not be made. Nothing half made is ever handed out."""


class OwnAssetsOnly(URLFetcher):
    """Answers ``asset:<name>`` for the names in ASSETS and stops the rendering at any other address.

    WeasyPrint's own fetcher would read files of the machine and call out to the network.
    """

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The asset that ``url`` names. Raises FatalURLFetchingError for anything else."""
        scheme, _, name = url.partition(":")
        if scheme != "asset" or name not in ASSETS:
            raise FatalURLFetchingError(f"A document may not refer to {url[:100]!r}.")
        body = (_ASSET_FOLDER / name).read_bytes()
        return URLFetcherResponse(url, body, headers={"Content-Type": ASSETS[name]})


def render_pdf(*, template: str, context: Mapping[str, Any], title: str) -> bytes:
    """Render the Django ``template`` with ``context`` to a tagged A4 PDF called ``title``.

    The title stands in the file's properties and in the viewer's title bar: no personal data in it. The same template
    and context give the same bytes. Raises RenderingFailed.
    """
    html = render_to_string(template, {**context, "title": title, "language": LANGUAGE})
    try:
        raw = HTML(string=html, url_fetcher=OwnAssetsOnly()).write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as refusal:
        raise RenderingFailed(str(refusal)) from refusal
    with pikepdf.open(BytesIO(raw)) as pdf:
        _describe(pdf, title)
        _scope_headers(pdf)
        finished = BytesIO()
        pdf.save(finished, deterministic_id=True)
    return finished.getvalue()


def structure_elements(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every element of the structure tree, in reading order, parents first."""
    waiting: list[Object] = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        waiting.extend(reversed(_kids(element)))


def _kids(element: Object) -> list[Object]:
    """The elements right under ``element``, without its marked content."""
    kids = element.get("/K", Array())
    every = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in every if isinstance(kid, Dictionary) and "/S" in kid]


def _describe(pdf: pikepdf.Pdf, title: str) -> None:
    """Language, title and no other properties: no author, no time of making."""
    pdf.Root.Lang = pikepdf.String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    producer = pdf.docinfo.get("/Producer")
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=pikepdf.String(title)))
    if producer is not None:
        pdf.docinfo["/Producer"] = producer


def _scope_headers(pdf: pikepdf.Pdf) -> None:
    """Say of each table header whether it heads its row or its column, which WeasyPrint leaves out.

    In a row of headers alone they head columns; beside data a header heads its row. The ids that data cells refer to
    are listed as well, as PDF/UA wants them.
    """
    ids: list[tuple[bytes, Object]] = []
    for row in structure_elements(pdf):
        if row.S != Name.TR:
            continue
        cells = _kids(row)
        scope = Name.Column if all(cell.S == Name.TH for cell in cells) else Name.Row
        for cell in cells:
            if cell.S == Name.TH:
                attributes = cell.get("/A", Dictionary(O=Name.Table))
                attributes.Scope = scope
                cell.A = attributes
            if "/ID" in cell:
                ids.append((bytes(cell.ID), cell))
    if ids:
        names: list[Object] = []
        for identifier, cell in sorted(ids, key=lambda pair: pair[0]):
            names += [pikepdf.String(identifier.decode("latin-1")), cell]
        pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
