"""The appendix forms as PDF: the appendix's fields, in its order and words (FORM-01 to FORM-04).

Each field is text ready to be read; dates come written out. Where several children are concerned, the caller lists
them line by line as "Child 1: …". An empty field leaves its row on the page, empty.
"""

from dataclasses import dataclass

from django.conf import settings

from wscb.documents.pdf import render_pdf


@dataclass(frozen=True, kw_only=True)
class ScrForm1:
    """Serious Case Review: Recommendations to Chair of LSCB (FORM-01).

    ``reference`` and ``edition`` ("Edition 1, issued on 12 June 2026") stand at the foot of every page.
    """

    reference: str
    edition: str
    names: str
    dob: str
    address: str
    ethnicity_disability_gender: str
    panel_date: str
    recommendation: str
    reasons: str
    terms_of_reference: str
    other_actions: str
    chair_name: str
    signature: str
    signed_on: str


@dataclass(frozen=True, kw_only=True)
class CrForm3(ScrForm1):
    """Case Review: Recommendations to Chair of WSCB (FORM-03); the fields are those of form 1."""


@dataclass(frozen=True, kw_only=True)
class CrForm4:
    """Outcome of WSCB Chair's Decision to Undertake a Warrington Safeguarding Children Board Case Review (FORM-04)."""

    reference: str
    edition: str
    names: str
    dob: str
    address: str
    ethnicity_disability_gender: str
    panel_date: str
    peer_challenge: str
    peer_challenge_name: str
    peer_challenge_date: str
    reasons: str
    terms_of_reference: str
    decision: str
    chair_name: str
    signature: str
    signed_on: str


@dataclass(frozen=True, kw_only=True)
class ScrForm2:
    """Outcome of WSCB Chair's Decision to Undertake a Serious Case Review (FORM-02).

    An empty ``ofsted_notified`` or ``national_panel_notified`` reads "not yet notified".
    """

    reference: str
    edition: str
    names: str
    dob: str
    address: str
    ethnicity_disability_gender: str
    panel_date: str
    peer_challenge_evidence: str
    peer_challenge_name: str
    peer_challenge_date: str
    peer_challenge_summary: str
    national_panel_evidence: str
    national_panel_date: str
    national_panel_summary: str
    decisions: str
    decision: str
    ofsted_notified: str
    national_panel_notified: str
    chair_name: str
    signature: str
    signed_on: str


def signature_text(*, name: str, signed_on: str, decision_hash: str) -> str:
    """What stands in the row Signature: for an act signed in the system, with the hash that it was signed over."""
    return f"Signed electronically by {name}, on {signed_on}; decision hash {decision_hash}"


def render_scr_form_1(form: ScrForm1) -> bytes:
    """Form 1 as a tagged PDF. Raises wscb.documents.pdf.RenderingFailed."""
    return _render(form, "documents/scr_form_1.html", "Serious Case Review: Recommendations to Chair of LSCB")


def render_scr_form_2(form: ScrForm2) -> bytes:
    """Form 2 as a tagged PDF. Raises wscb.documents.pdf.RenderingFailed."""
    title = "Outcome of WSCB Chair's Decision to Undertake a Serious Case Review"
    return _render(form, "documents/scr_form_2.html", title)


def render_cr_form_3(form: CrForm3) -> bytes:
    """Form 3 as a tagged PDF. Raises wscb.documents.pdf.RenderingFailed."""
    return _render(form, "documents/cr_form_3.html", "Case Review: Recommendations to Chair of WSCB")


def render_cr_form_4(form: CrForm4) -> bytes:
    """Form 4 as a tagged PDF. Raises wscb.documents.pdf.RenderingFailed."""
    title = "Outcome of WSCB Chair's Decision to Undertake a Warrington Safeguarding Children Board Case Review"
    return _render(form, "documents/cr_form_4.html", title)


def _render(form: ScrForm1 | ScrForm2 | CrForm4, template: str, title: str) -> bytes:
    context = {"form": form, "board_name": settings.BOARD_NAME}
    return render_pdf(template=template, context=context, title=title)
