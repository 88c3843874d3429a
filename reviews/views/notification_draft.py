"""A notification being written: whose it is, what has been answered, and what has still to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from reviews import criteria
from reviews.actions.notification import Answers, Child, Involvement, Notice
from reviews.duplicates import Match, possible_duplicates
from reviews.forms.notification_base import Facts
from reviews.forms.notification_facts import child_from, involvement_from, notice_from
from reviews.forms.worksheet import answers_from
from reviews.notifying import NOTIFYING, Notifying
from reviews.process.kinds import SERIOUS_CASE_REVIEW
from reviews.process.part import Kind
from reviews.vocabularies import INCIDENT_KINDS
from wscb import clock
from wscb.cases import drafts
from wscb.cases.models import Draft
from wscb.cases.views.rules import the_user
from wscb.people.models import Area
from wscb.people.rules import MANAGER
from wscb.web.rules import Rule

KIND = "notification"
BEFORE = ("kind", "received", "referrer", "children", "incident", "account")
AFTERWARDS = ("residence", "organisations", "running", "duplicates", "check")
"""The pages before and after those that say why a review is considered (`Notifying.measured`)."""


@dataclass
class Notification:
    """A draft, read. Each page keeps `facts` once its answers are complete, `typed` until then."""

    draft: Draft

    @property
    def answers(self) -> dict[str, Any]:
        """Everything kept."""
        return self.draft.answers or {}

    @property
    def notifying(self) -> Notifying:
        """How it is taken: by the kind of review that it may lead to."""
        facts = self.facts("kind") or {"kind_of_review": SERIOUS_CASE_REVIEW.code}
        return NOTIFYING[facts["kind_of_review"]]

    @property
    def kind(self) -> Kind:
        """The kind of review that it may lead to."""
        return self.notifying.kind

    @property
    def order(self) -> tuple[str, ...]:
        """Its pages, in order."""
        return (*BEFORE, *self.notifying.measured_pages, *AFTERWARDS)

    @cached_property
    def area(self) -> Area:
        """The area whose Board was notified."""
        return Area.objects.get(pk=self.answers["area"])

    def read_again(self) -> None:
        """Takes over what another window saved. Raises Http404 if it logged or discarded the draft."""
        draft = Draft.objects.filter(pk=self.draft.pk).first()
        if draft is None:
            raise Http404
        self.draft = draft

    def kept(self, page: str) -> dict[str, Any]:
        """What a page of questions keeps; nothing before it was first saved."""
        return self.answers.get(page) or {}

    def facts(self, page: str) -> Facts | None:
        """The answers of a page, once they are complete."""
        return self.kept(page).get("facts")

    def rows(self, page: str) -> list[dict[str, Any]]:
        """What is kept of the children, or of the organisations, in their order."""
        return list(self.answers.get(page) or [])

    @property
    def received_on(self) -> date | None:
        """The day the Board's office received it, once that is answered."""
        facts = self.facts("received")
        return date.fromisoformat(facts["received_on"]) if facts else None

    def notice(self) -> Notice:
        """The notification. Raises KeyError while a page of it is not complete."""
        pages = ("received", "referrer", "incident", "account", "residence")
        merged: Facts = {}
        for page in pages:
            merged |= self.facts(page) or {}
        return notice_from(merged)

    def children(self) -> list[Child]:
        """The children whose first page is complete."""
        whole = [row for row in self.rows("children") if row.get("facts")]
        return [child_from(row["facts"] | row.get("details", {}).get("facts", {})) for row in whole]

    def worksheet(self) -> Answers:
        """The answers to the criteria, or what there is to be learned. Raises KeyError while one is missing."""
        merged: Facts = {}
        for page in self.notifying.measured_pages:
            merged |= self.facts(page) or {}
        return answers_from(merged)

    def finding(self) -> criteria.Finding | None:
        """What the criteria come to, once all are answered; None where none are asked."""
        if any(self.state(page) != "done" for page in self.notifying.measured_pages):
            return None
        found = self.worksheet().finding()
        return None if found.is_learning else found

    def organisations(self) -> list[Involvement]:
        """The organisations involved."""
        return [involvement_from(row["facts"]) for row in self.rows("organisations") if row.get("facts")]

    @property
    def is_running(self) -> bool:
        """Whether the case has been going on outside this system."""
        return (self.facts("running") or {}).get("running") == "yes"

    @cached_property
    def matches(self) -> list[Match]:
        """The children of other cases that may be one of these."""
        return possible_duplicates(user=self.draft.user, on=clock.today(), children=self.children())

    @property
    def unseen_matches(self) -> bool:
        """Whether the check for duplicates has not been done, or would now show a case it did not show then."""
        seen = (self.facts("duplicates") or {}).get("seen")
        return seen is None or not {match.case.reference for match in self.matches} <= set(seen)

    def state(self, page: str) -> str:
        """How far a page is: `done`, `unfinished`, `optional`, `not_started`, `ready`, or `waiting` for pages before it."""
        if page in {"children", "organisations"}:
            return self._state_of_rows(page)
        if page == "duplicates":
            if self.state("children") != "done":
                return "waiting"
            return "not_started" if self.unseen_matches else "done"
        if page == "check":
            return "ready" if not self.missing else "waiting"
        if self.facts(page) is not None and not self._is_of_the_other_kind(page):
            return "done"
        return "unfinished" if self.kept(page) else "not_started"

    def _is_of_the_other_kind(self, page: str) -> bool:
        """Whether the page was answered, before the kind was changed, with what this kind does not offer."""
        return page == "incident" and self.kept(page)["facts"]["incident_kind"] not in INCIDENT_KINDS[self.kind.code]

    def _state_of_rows(self, page: str) -> str:
        rows = self.rows(page)
        if not rows:
            return "not_started" if page == "children" else "optional"
        broken = any(not row.get("facts") or "typed" in row.get("details", {}) for row in rows)
        return "unfinished" if broken else "done"

    @cached_property
    def missing(self) -> list[str]:
        """The pages that still have to be completed before the notification can be logged, in order."""
        return [page for page in self.order if page != "check" and self.state(page) not in {"done", "optional"}]


def page_url(draft: Draft, page: str = "", *more: object, back: str = "") -> str:
    """The address of a page of the draft, of its task list without a page; `back` says where Continue leads instead."""
    path = reverse("reviews:notification", args=[draft.pk])
    parts = "".join(f"{part}/" for part in (page, *more) if part)
    return f"{path}{parts}{'?back=' + back if back else ''}"


def after(request: HttpRequest, notification: Notification, page: str) -> str:
    """Where Continue leads: on to the next page, or back to the check of all answers."""
    if request.GET.get("back") == "check":
        return page_url(notification.draft, "check")
    order = notification.order
    return page_url(notification.draft, order[order.index(page) + 1])


def before(request: HttpRequest, notification: Notification, page: str) -> str:
    """Where Back leads."""
    if request.GET.get("back") == "check":
        return page_url(notification.draft, "check")
    order = notification.order
    place = order.index(page)
    return page_url(notification.draft, order[place - 1] if place else "")


def the_notification(request: HttpRequest, draft_id: UUID) -> Notification:
    """The person's own draft, read once per request. Raises Http404 for anybody else's and for one that is gone."""
    kept: dict[UUID, Draft | None] = request.__dict__.setdefault("_drafts", {})
    if draft_id not in kept:
        kept[draft_id] = drafts.drafts_of(the_user(request)).filter(pk=draft_id, kind=KIND).first()
    draft = kept[draft_id]
    if draft is None:
        raise Http404
    return Notification(draft)


def save(notification: Notification, page: str, kept: object) -> None:
    """Saves what a page keeps. Raises DraftChanged if another window saved meanwhile, Http404 if it is gone."""
    draft = notification.draft
    try:
        notification.draft = drafts.save(draft=draft, answers={page: kept}, seen=draft.version, at=clock.now())
    except Draft.DoesNotExist:
        raise Http404 from None


def replaced(rows: Sequence[dict[str, Any]], number: int, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows with the one of this number (from 1) put in its place, or added behind the last."""
    return [*rows[: number - 1], row, *rows[number:]]


def _is_own(request: HttpRequest, draft_id: UUID, **values: object) -> bool:
    try:
        the_notification(request, draft_id)
    except Http404:
        return False
    return True


OWN_NOTIFICATION = MANAGER & Rule("own_notification", _is_own)
