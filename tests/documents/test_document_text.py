"""Free text keeps its paragraphs and lines, is escaped, and runs in its own direction."""

import pytest

from wscb.documents.templatetags.document_text import paragraphs, row_kind


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("  \n\n ", ""),
        ("One", '<p dir="ltr">One</p>'),
        ("One\nline\r\nmore", '<p dir="ltr">One<br>line<br>more</p>'),
        ("One\n\n\nTwo", '<p dir="ltr">One</p><p dir="ltr">Two</p>'),
        ("One\r\n \r\nTwo", '<p dir="ltr">One</p><p dir="ltr">Two</p>'),
        ("<b>&</b>", '<p dir="ltr">&lt;b&gt;&amp;&lt;/b&gt;</p>'),
        ("عائشة", '<p dir="rtl">عائشة</p>'),
        ("1. עברית", '<p dir="rtl">1. עברית</p>'),
        ("2021", '<p dir="ltr">2021</p>'),
        ("a\x00b\x0bc\ud800", '<p dir="ltr">abc</p>'),
    ],
)
def test_text_becomes_paragraphs(text: str, html: str) -> None:
    assert paragraphs(text) == html


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "whole"), ("One line.", "whole"), ("a\n" * 15, "whole"), ("a\n" * 16, "flowing"), ("a" * 1000, "flowing")],
)
def test_only_a_row_with_a_long_text_may_be_cut_by_a_page(text: str, kind: str) -> None:
    assert row_kind(text) == kind
