"""Appendix forms 1 and 2: the appendix's fields, in its order and words, whatever is written in them."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from reviews.forms_pdf import ScrForm1, ScrForm2, render_scr_form_1, render_scr_form_2, signature_text
from tests.documents.reading import headers_of, missing_glyphs, pages_of, text_of

FORWARDING = "COMPLETED FORM TO BE FORWARDED BY THE PANEL CHAIR TO THE WSCB BUSINESS AND PARTNERSHIPS MANAGER"
HASH = "9f2c04d1" * 8
SIGNATURE = signature_text(name="Dr Helen Marsh", signed_on="5 June 2026", decision_hash=HASH)
BLANK_1 = ScrForm1(
    reference="K7M2QX9A4T",
    edition="Edition 1, issued on 12 June 2026",
    names="",
    dob="",
    address="",
    ethnicity_disability_gender="",
    panel_date="",
    recommendation="",
    reasons="",
    terms_of_reference="",
    other_actions="",
    chair_name="",
    signature="",
    signed_on="",
)
BLANK_2 = ScrForm2(
    reference="K7M2QX9A4T",
    edition="Edition 1, issued on 12 June 2026",
    names="",
    dob="",
    address="",
    ethnicity_disability_gender="",
    panel_date="",
    peer_challenge_evidence="",
    peer_challenge_name="",
    peer_challenge_date="",
    peer_challenge_summary="",
    national_panel_evidence="",
    national_panel_date="",
    national_panel_summary="",
    decisions="",
    decision="",
    ofsted_notified="",
    national_panel_notified="",
    chair_name="",
    signature="",
    signed_on="",
)
FORM_1 = replace(
    BLANK_1,
    names="Child 1: Kai Whittle\nChild 2: Ada Whittle",
    dob="Child 1: 3 March 2019\nChild 2: 7 May 2021 (estimated)",
    address="12 Meadow Lane\nWarrington",
    ethnicity_disability_gender="Child 1: White British, none known, boy",
    panel_date="4 June 2026",
    recommendation="A Serious Case Review should be undertaken",
    reasons="The first reason.\n\nThe second reason.",
    terms_of_reference="Attached, 2 pages",
    other_actions="A single-agency review",
    chair_name="Dr Helen Marsh",
    signature=SIGNATURE,
    signed_on="5 June 2026",
)
FORM_2 = replace(
    BLANK_2,
    names="Kai Whittle",
    dob="3 March 2019",
    address="12 Meadow Lane",
    ethnicity_disability_gender="White British, none known, boy",
    panel_date="4 June 2026",
    peer_challenge_evidence="Sought",
    peer_challenge_name="Morag Ellis",
    peer_challenge_date="9 June 2026",
    peer_challenge_summary="Agreed",
    national_panel_evidence="Consulted",
    national_panel_date="10 June 2026",
    national_panel_summary="Advised a review",
    decisions="As recommended",
    decision="A Serious Case Review will be undertaken",
    ofsted_notified="15 June 2026",
    national_panel_notified="16 June 2026",
    chair_name="Dr Helen Marsh",
    signature=SIGNATURE,
    signed_on="11 June 2026",
)


def in_order(pdf: bytes, *wanted: str) -> list[str]:
    """Those of ``wanted`` that stand in the text, each after the one before."""
    text, at, found = text_of(pdf), 0, []
    for words in wanted:
        place = text.find(words, at)
        if place >= 0:
            found.append(words)
            at = place + len(words)
    return found


def without_blanks(text: str) -> str:
    """A word longer than its line is broken, so blanks tell nothing there."""
    return "".join(text.split())


@pytest.mark.clause("FORM-01")
def test_form_1_has_the_appendix_fields_in_order_with_what_was_written() -> None:
    wanted = [
        "Serious Case Review Recommendations to Chair of LSCB",
        "Name of Child Child 1: Kai Whittle Child 2: Ada Whittle",
        "DOB Child 1: 3 March 2019 Child 2: 7 May 2021 (estimated)",
        "Address 12 Meadow Lane Warrington",
        "Ethnicity, disability, gender Child 1: White British, none known, boy",
        "Date of Case Review Criteria Panel 4 June 2026",
        "Recommendation from Case Review Criteria Panel A Serious Case Review should be undertaken",
        "Reasons for recommendation The first reason. The second reason.",
        "Terms of reference attached Attached, 2 pages",
        "Other recommended actions A single-agency review",
        "Case Review Criteria Panel Chair Name: Dr Helen Marsh",
        "Signature: Signed electronically by Dr Helen Marsh, on 5 June 2026; decision hash 9f2c04d1",
        "Date: 5 June 2026",
        FORWARDING,
    ]

    assert in_order(render_scr_form_1(FORM_1), *wanted) == wanted


@pytest.mark.clause("FORM-02")
def test_form_2_has_the_appendix_fields_in_order_with_what_was_written() -> None:
    consultation = "Evidence of Consultation with National Panel of Independent Experts"
    wanted = [
        "Outcome of WSCB Chair's Decision to Undertake a Serious Case Review",
        "Name of Child Kai Whittle",
        "DOB 3 March 2019",
        "Address 12 Meadow Lane",
        "Ethnicity, disability, gender White British, none known, boy",
        "Date of Case Review Criteria Panel 4 June 2026",
        "Evidence of Peer Challenge Sought",
        "Details of WSCB Chair Consulted:",
        "Name: Morag Ellis",
        "Date Consultation Undertaken: 9 June 2026",
        "Summary of Peer Challenge Agreed",
        f"{consultation} Consulted",
        f"{consultation} Date Consultation Undertaken: 10 June 2026",
        "Summary of Consultation with National Panel of Independent Experts Advised a review",
        "Decisions As recommended",
        "Decision of WSCB Chair A Serious Case Review will be undertaken",
        "Date Ofsted notified of Outcome 15 June 2026",
        "Date National Panel of Independent Experts notified of Outcome 16 June 2026",
        "WSCB Chair Name: Dr Helen Marsh Signature: Signed electronically by Dr Helen Marsh",
        "Date: 11 June 2026",
        FORWARDING,
    ]

    assert in_order(render_scr_form_2(FORM_2), *wanted) == wanted


@pytest.mark.clause("FORM-02")
def test_form_2_says_where_nobody_was_notified_yet() -> None:
    wanted = [
        "Date Ofsted notified of Outcome not yet notified",
        "Date National Panel of Independent Experts notified of Outcome not yet notified",
    ]
    form = replace(FORM_2, ofsted_notified="", national_panel_notified="")

    assert in_order(render_scr_form_2(form), *wanted) == wanted


@pytest.mark.clause("FORM-01")
def test_form_1_shows_its_empty_rows() -> None:
    wanted = ["Name of Child DOB Address", "Terms of reference attached Other recommended actions", FORWARDING]
    pdf = render_scr_form_1(BLANK_1)

    assert in_order(pdf, *wanted) == wanted
    assert headers_of(pdf) == [("/TH", "/Row")] * 12


@pytest.mark.clause("FORM-02")
def test_form_2_shows_its_empty_rows() -> None:
    assert headers_of(render_scr_form_2(BLANK_2)) == [("/TH", "/Row")] * 16


def test_ten_thousand_characters_flow_over_pages_that_all_name_the_case() -> None:
    sentences = [f"Sentence {number} of what the panel considered." for number in range(250)]
    reasons = "\n\n".join(" ".join(sentences[at : at + 25]) for at in range(0, 250, 25))
    assert len(reasons) > 10_000

    pdf = render_scr_form_1(replace(FORM_1, reasons=reasons))

    pages = pages_of(pdf)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Case K7M2QX9A4T · Edition 1, issued on 12 June 2026" in page
    for page in pages[1:-1]:
        assert "Recommendations to Chair of LSCB · Reasons for recommendation" in page
    running = "Serious Case Review: Recommendations to Chair of LSCB · Reasons for recommendation"
    body = " ".join(page.partition("Confidential")[0].removesuffix(f"{running} ").strip() for page in pages)
    assert reasons.replace("\n\n", " ") in body
    assert {scope for _, scope in headers_of(pdf)} == {"/Row"}


def test_html_in_a_name_is_shown_as_it_was_typed() -> None:
    hostile = "</td></tr></table><script>alert(1)</script><img src=file:///etc/passwd> O'Neil & Sons"

    pdf = render_scr_form_1(replace(FORM_1, names=hostile))

    assert without_blanks(f"Name of Child {hostile} DOB") in without_blanks(text_of(pdf))
    assert headers_of(pdf) == [("/TH", "/Row")] * 12


def test_names_in_any_script_are_shown() -> None:
    names = "Child 1: عائشة\nChild 2: ਗੁਰਪ੍ਰੀਤ ਕੌਰ\nChild 3: আয়েশা\nChild 4: 李小龍\nChild 5: Błażej Żółć"

    assert missing_glyphs(render_scr_form_2(replace(FORM_2, names=names))) == 0


@pytest.mark.clause("FORM-01")
def test_file_properties_name_the_form_and_no_person() -> None:
    with pikepdf.open(BytesIO(render_scr_form_1(FORM_1))) as pdf:
        described = " ".join(str(value) for value in pdf.docinfo.values()) + str(pdf.Root.Metadata.read_bytes())
        assert str(pdf.docinfo["/Title"]) == "Serious Case Review: Recommendations to Chair of LSCB"
    assert "Whittle" not in described
    assert "K7M2QX9A4T" not in described


def test_same_facts_give_the_same_form() -> None:
    assert render_scr_form_2(FORM_2) == render_scr_form_2(FORM_2)
