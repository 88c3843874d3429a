"""The versions of terms of reference, compared; and an agreed one as a document, which the worker renders (GEN-03)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.conf import settings

from reviews.vocabularies import TERMS_OF_REFERENCE
from wscb import dates
from wscb.cases.actions.terms import FORM
from wscb.cases.editions import AppendixForm, register_form
from wscb.cases.models import FormEdition
from wscb.documents.pdf import render_pdf

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words of an answer: `kept` in both versions, `gone` from the later one, or `new` in it."""

    kind: str
    text: str


@dataclass(frozen=True)
class Changed:
    """One question of two versions, as pieces; without a change, as it stands in both."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the answer differs."""
        return any(piece.kind != "kept" for piece in self.pieces)


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> list[Changed]:
    """Every question that either version answers, word by word.

    >>> [piece.kind for piece in compared({"subjects": "One child"}, {"subjects": "Two children"})[0].pieces]
    ['gone', 'new', 'kept', 'gone', 'new']
    """
    asked = [word for word in TERMS_OF_REFERENCE if before.get(word.code) or after.get(word.code)]
    return [
        Changed(word.label, _pieces(written(before.get(word.code, "")), written(after.get(word.code, ""))))
        for word in asked
    ]


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("kept", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(Piece("gone", "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Piece("new", "".join(new[j1:j2])))
    return tuple(found)


def written(text: str) -> str:
    """An answer as it is read: a date written out."""
    try:
        return dates.long_date(date.fromisoformat(text))
    except ValueError:
        return text


def render_terms(edition: FormEdition) -> bytes:
    """An agreed version as a tagged PDF: the answers that were signed, who agreed it and over which hash. Raises RenderingFailed."""
    agreement = edition.agreement
    if agreement is None:
        raise ValueError("This edition shows no agreed terms of reference.")
    case, signed = edition.case, agreement.content
    signer = agreement.signed_by.name + (f", {agreement.acting_for}" if agreement.acting_for else "")
    rows = [
        (word.label, written(signed["fields"][word.code]))
        for word in TERMS_OF_REFERENCE
        if signed["fields"].get(word.code)
    ]
    context = {
        "board_name": settings.BOARD_NAME,
        "form": {"reference": case.reference, "edition": f"Version {signed['version']}"},
        "kind": case.table.title,
        "changed_because": signed["changed_because"],
        "rows": rows,
        "agreed": f"{signer}, {dates.long_date(agreement.made_on)}",
        "hash": agreement.content_hash,
    }
    return render_pdf(template="documents/terms_of_reference.html", context=context, title="Terms of reference")


def _version(edition: FormEdition) -> tuple[str, int]:
    agreement = edition.agreement
    return "version", agreement.terms.version if agreement else edition.edition


register_form(FORM, AppendixForm("Terms of reference", "terms-of-reference", render_terms, counted=_version))
