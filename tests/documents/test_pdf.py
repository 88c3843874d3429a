"""A rendered PDF is tagged, tells its language and title, refers to nothing outside, and shows every script."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from tests.documents.reading import elements, headers_of, missing_glyphs, text_of
from wscb.documents.pdf import RenderingFailed, render_pdf

TITLE = "Report of the Board"


@pytest.fixture
def page(settings: Any, tmp_path: Path) -> Any:
    """Render a body of HTML on the Board's own base page."""
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]

    def render(body: str, **context: Any) -> bytes:
        template = tmp_path / f"body{len(list(tmp_path.iterdir()))}.html"
        template.write_text(
            '{% extends "documents/base.html" %}{% load document_text %}{% block content %}' + body + "{% endblock %}",
            encoding="utf-8",
        )
        return render_pdf(template=template.name, context=context, title=TITLE)

    return render


def test_document_is_tagged(page: Any) -> None:
    with pikepdf.open(BytesIO(page("<h1>Report</h1><p>Words</p>"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert kinds[:2] == ["/Document", "/H1"]
    assert "/P" in kinds


def test_document_tells_language_and_title_and_nothing_else(page: Any) -> None:
    with pikepdf.open(BytesIO(page("<p>Words</p>"))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == TITLE
            assert "xmp:CreateDate" not in metadata


TABLE = """<table>
<thead><tr><th scope="col">Date</th><th scope="col">What</th></tr></thead>
<tbody><tr><th scope="row">3 March</th><td>Visit</td></tr></tbody>
</table>"""


def test_every_table_header_has_its_scope(page: Any) -> None:
    assert headers_of(page(TABLE)) == [("/TH", "/Column"), ("/TH", "/Column"), ("/TH", "/Row")]


def test_ids_that_cells_refer_to_are_listed(page: Any) -> None:
    with pikepdf.open(BytesIO(page(TABLE))) as pdf:
        root = pdf.Root.StructTreeRoot
        named = [bytes(root.IDTree.Names[at]) for at in range(0, len(root.IDTree.Names), 2)]
        data_cell = next(element for element in elements(root) if element.S == Name.TD)
        wanted = {bytes(header) for header in data_cell.A.Headers}
    assert named == sorted(named)
    assert len(wanted) == 2
    assert wanted <= set(named)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/picture.png",
        "https://wscb.example/picture.png",
        "ftp://127.0.0.1/picture.png",
        "data:image/png;base64,AAAA",
        "asset:../pdf.py",
        "asset:secrets.css",
    ],
)
def test_nothing_but_the_projects_assets_is_fetched(page: Any, address: str) -> None:
    with pytest.raises(RenderingFailed, match="may not refer to"):
        page(f'<img src="{address}" alt="">')


@pytest.mark.parametrize("style", ['@import "file:///etc/passwd";', "p { background: url(http://127.0.0.1:1/x.png) }"])
def test_a_style_fetches_nothing_either(page: Any, style: str) -> None:
    with pytest.raises(RenderingFailed, match="may not refer to"):
        page(f"<style>{style}</style><p>Words</p>")


def test_same_words_give_the_same_bytes(page: Any) -> None:
    assert page("<p>{{ words }}</p>", words="Wort") == page("<p>{{ words }}</p>", words="Wort")


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "عائشة تعيش مع جدتها",
        "আয়েশা তার দাদীর সাথে থাকে",
        "ਗੁਰਪ੍ਰੀਤ ਕੌਰ ਆਪਣੀ ਦਾਦੀ ਨਾਲ ਰਹਿੰਦੀ ਹੈ",
        "孩子与祖母同住",
        "Дитина живе з бабусею",
        "ልጁ ከአያቱ ጋር ይኖራል",
        "குழந்தை பாட்டியுடன் வாழ்கிறது",
        "הילד גר עם סבתו",
        "اردو میں ایک جملہ ٹھیک ہے",
        "Ọmọ náà ń gbé pẹ̀lú ìyá àgbà",
    ],
)
def test_every_script_is_shown_in_real_letters(page: Any, words: str) -> None:
    assert missing_glyphs(page("{{ words|paragraphs }}", words=words)) == 0


def test_a_letter_that_no_font_holds_is_noticed(page: Any) -> None:
    """The measure of the test above can fail: a letter from the private use area is in no font."""
    assert missing_glyphs(page("{{ words|paragraphs }}", words="A\ue123B")) == 1


def test_html_in_a_value_is_text(page: Any) -> None:
    hostile = "<script>alert(1)</script><img src=file:///etc/passwd> O'Neil & Sons"

    assert hostile in text_of(page("{{ words|paragraphs }}", words=hostile))
