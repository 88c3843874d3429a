"""Your work: what a person owes, what waits for others, what they began and did not finish."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wscb import clock
from wscb.cases import drafts, duties, informing, pages, work
from wscb.cases.informing import AskedRow
from wscb.cases.letters import failed_mails
from wscb.cases.models import Draft
from wscb.cases.parts_held import answers_for, appointed_to
from wscb.cases.representation import REQUESTS, own_ids
from wscb.cases.views.rules import the_user
from wscb.cases.work import OwedStep, Work
from wscb.people.models import Role, User
from wscb.people.standing import Standing, standing
from wscb.trail import heads
from wscb.web.forms import Form
from wscb.web.rules import SIGNED_IN, rule
from wscb.web.tokens import follow_spent, submit

MOST_ROWS = 50
MOST_WAITING = 10


@dataclass(frozen=True)
class Group:
    """A part of Your work: its heading, its first rows, how many more there are, and the list of cases that has them all."""

    code: str
    title: str
    rows: list[OwedStep]
    more: int
    all_url: str
    hint: str = ""

    @property
    def own(self) -> bool:
        """Whether everything in it is the person's own."""
        return self.code != "waiting"

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.rows) + self.more


class DiscardForm(Form):
    """A page with a button and nothing to fill in."""


@rule(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Your work: overdue first, then by date; drafts; a way to begin; what to expect when there is nothing."""
    user, today = the_user(request), clock.today()
    held = standing(user, today)
    mine = work.work_of(user, on=today)
    own = own_ids(user)
    asked = informing.own_requests(own[REQUESTS.related])
    sections = pages.own_sections(own)
    failed = list(failed_mails(user, on=today)[:MOST_ROWS])
    duties_owed = duties.duties_of(user, on=today) if own[duties.REVIEWS] or own[duties.ACCEPTANCES] else []
    idle = mine.is_empty and not failed and not duties_owed
    appointed = appointed_to(user, on=today) if idle else []
    context = {
        "today": today,
        "failed_mails": failed,
        "groups": _groups(mine),
        "drafts": [_draft_row(draft) for draft in work.my_drafts(user, on=today)],
        "starts": pages.starts_for(request),
        "asked": asked,
        "own_sections": sections,
        "duties": duties_owed,
        "appointed": appointed,
        "empty": _nothing_to_do(held, has_part=bool(appointed), user=user, asked=asked)
        if idle and not sections
        else "",
        "is_administrator": held.is_system_administrator,
        "head_missing": held.looks_after_trail and heads.is_missing(clock.now()),
    }
    return render(request, "work/home.html", context)


def _groups(mine: Work) -> list[Group]:
    cases = reverse("cases:list")
    found = [
        _group("overdue", "Overdue", mine.overdue, f"{cases}?due=overdue"),
        _group("soon", "Due in the next 7 days", mine.soon, f"{cases}?due=soon"),
        _group("later", "Later", mine.later, cases),
        _group(
            "coming",
            "Dates that already run",
            mine.coming,
            cases,
            hint="Not yours to do yet: the case has to get there first.",
        ),
        _group(
            "waiting",
            "Waiting for others",
            mine.waiting,
            f"{cases}?due=overdue",
            hint="Late, and owed by somebody else.",
            most=MOST_WAITING,
        ),
    ]
    return [group for group in found if group.rows]


def _group(
    code: str, title: str, rows: list[OwedStep], all_url: str, *, hint: str = "", most: int = MOST_ROWS
) -> Group:
    return Group(code, title, rows[:most], max(0, len(rows) - most), all_url, hint)


def _draft_row(draft: Draft) -> dict[str, object]:
    title, url = pages.draft_words(draft)
    return {"draft": draft, "title": title, "url": url}


def _nothing_to_do(held: Standing, *, has_part: bool, user: User, asked: list[AskedRow]) -> str:
    """What somebody without anything to do is told: what will bring them work, by their office or their part in single cases."""
    if words := _by_office(held):
        return words
    if has_part:
        return "Nothing is owed by you at present. You are told by e-mail when something is."
    return _nothing_asked(user, asked)


def _by_office(held: Standing) -> str:
    acting = any(one.role == Role.BOARD_CHAIR for one in held.acting)
    if held.is_business_manager:
        return "Nothing is owed by you, and nothing owed by others is late. When a notification arrives, log it here."
    if Role.BOARD_CHAIR in held.roles or acting:
        return "Nothing waits for you. You are told by e-mail as soon as a notification is logged."
    if Role.PANEL_CHAIR in held.roles:
        return "Nothing waits for you. Cases are listed here from the day they are logged, and open to you once they are referred."
    if Role.PANEL_MEMBER in held.roles:
        return "Nothing waits for you. You are told by e-mail when a panel that you sit on is convened."
    return (
        "You look after accounts. Cases are not shown to system administrators." if held.is_system_administrator else ""
    )


def _nothing_asked(user: User, asked: list[AskedRow]) -> str:
    """The same for somebody who holds no office and is appointed to nothing, but may answer for an organisation."""
    if any(row.step is not None for row in asked):
        return ""
    if asked:
        return "Nothing is owed by you at present. You are told by e-mail when the Board asks for something."
    if organisations := answers_for(user):
        return (
            f"You answer for {' and '.join(organisations)} when the Board asks for information. Nothing is asked for at present; "
            "you are told by e-mail when it is."
        )
    return "You have no role at present, so no case is shown to you. Ask the Board’s office if that is not right."


@rule(SIGNED_IN)
def discard_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Asks, then throws a draft of the person's own away."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    draft = work.my_drafts(the_user(request), on=clock.today()).filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    form = DiscardForm(request=request)
    if form.is_valid():

        def act() -> str:
            drafts.discard(draft=draft)
            messages.success(request, "The draft has been discarded.")
            return reverse("work:home")

        return submit(request, token=form.token, act=act)
    return render(request, "work/discard.html", {"form": form, **_draft_row(draft), "back": reverse("work:home")})
