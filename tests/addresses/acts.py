"""Every act of the process tables: a case in which it is possible, who does it, its pages."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.addresses.groups import CHAIRS, MANAGER, PANEL_CHAIR
from tests.addresses.rows import Row, act, of_case

DEPUTY = ("acting_chair",)
CHAIR = ("chair",)
PAPERS = (*MANAGER, *PANEL_CHAIR, *CHAIRS)
PANEL = (*MANAGER, *PANEL_CHAIR)
EVERYBODY = (*PAPERS, "member")


def on_paper(code: str, case: str, by: tuple[str, ...]) -> Row:
    """An act on a document that was chosen on the page of documents."""

    def chosen(world: Any) -> Any:
        return world.cases[case].documents.all()[0].pk

    return of_case("cases:act_page", case, lambda world: code, chosen, opens=by, says=f"{code} chosen {case}", act=code)


def chosen(code: str, case: str, by: tuple[str, ...], what: Any, **more: Any) -> Row:
    """An act on one organisation or request."""
    return of_case(
        "cases:act_page", case, lambda world: code, what, opens=by, says=f"{code} chosen {case}", act=code, **more
    )


TO_THE_PANEL = (
    act("refer", "notified", CHAIRS),
    act("refer", "referred", CHAIRS, shown=409),
    act("close", "notified", CHAIRS, empty=True),
    act("convene", "referred", MANAGER, empty=True),
    act("reconvene", "convened", MANAGER),
    act("record_attendance", "convened", PANEL, empty=True),
    act("adjourn", "convened", PANEL, empty=True),
    act("ask_information", "notified", MANAGER, empty=True),
    act("receive_information", "late", MANAGER, empty=True),
    act("receive_information", "notified", MANAGER, shown=409),
)
INFORMATION = (
    act("ask_information", "under_review", MANAGER, empty=True),
    act("name_representative", "under_review", MANAGER),
    [chosen("name_representative", "under_review", MANAGER, lambda world: world.board.police.pk, empty=True)],
    act("record_engagement", "under_review", MANAGER),
    [chosen("record_engagement", "under_review", MANAGER, lambda world: world.board.police.pk)],
    act("check_information", "under_review", MANAGER),
    [chosen("check_information", "under_review", MANAGER, lambda world: world.sent.pk, empty=True)],
    act("answer_more_time", "under_review", MANAGER),
    [chosen("answer_more_time", "under_review", MANAGER, lambda world: world.asked.pk, empty=True)],
)
RECOMMENDATION = (
    act("recommend", "met", PANEL_CHAIR, "-", "recommendation", "terms", "chair", "check", "discard"),
    act("recommend", "late", PANEL_CHAIR, "-", "check"),
    act("recommend", "late", PANEL_CHAIR, "recommendation", "terms", "chair", empty=True),
    act("recommend", "late", PANEL_CHAIR, "delay"),
    act("recommend", "convened", PANEL_CHAIR, "-", "check"),
    act("recommend", "referred_back", PANEL_CHAIR, "-", "recommendation", "terms", "chair"),
    act("explain_delay", "late", (*PANEL_CHAIR, *CHAIRS), empty=True),
    act("explain_delay", "met", (*PANEL_CHAIR, *CHAIRS), shown=409),
    act("file_terms", "met", PANEL, empty=True),
    act("propose_chair", "met", PANEL, empty=True),
    act("receive_form_1", "review", MANAGER),
    act("receive_form_1", "recommended", MANAGER),
)
DECISION = (
    act("record_consultation", "recommended", CHAIRS, "-", "peer-challenge", "national-panel", empty=True),
    act("refer_back", "recommended", CHAIRS, empty=True),
    act("decide", "recommended", CHAIRS, "-", empty=True),
    act("decide", "recommended", CHAIRS, "check"),
    act("decide", "referred_back", CHAIRS, "-", "check"),
    act("decide", "referred_back", CHAIR, "discard", leads=DEPUTY),
    act("decide", "late", CHAIRS, empty=True),
    act("reconsider", "review", CHAIRS, "-", "check"),
    act("reconsider", "review", CHAIR, "discard", leads=DEPUTY),
    act("receive_form_2", "review", MANAGER),
    act("put_to_subgroup", "not_review", CHAIRS, empty=True),
    act("consider_ofsted", "case_review", PANEL, empty=True),
    act("receive_form_3", "case_review", MANAGER, shown=409),
    act("receive_form_4", "case_review", MANAGER, shown=409),
    act("begin_review", "review", (*MANAGER, *CHAIRS)),
)
NOTICES = (
    act("notify_incident_ofsted", "convened", PANEL, empty=True),
    act("notify_incident_national_panel", "convened", PANEL, empty=True),
    act("notify_outcome_ofsted", "review", MANAGER, empty=True),
    act("notify_outcome_national_panel", "review", MANAGER, empty=True),
    act("route_elsewhere", "notified", MANAGER, empty=True),
)
SCRUTINY = (
    act("log_scrutiny", "not_review", (*MANAGER, *CHAIRS), empty=True),
    act("answer_scrutiny", "not_review", (*MANAGER, *CHAIRS), empty=True),
    act("answer_scrutiny", "review", (*MANAGER, *CHAIRS), shown=409),
    act("record_scrutiny_attendance", "not_review", (*MANAGER, *CHAIRS), empty=True),
    act("make_bundle", "not_review", (*MANAGER, *CHAIRS)),
)
FACTS = (
    act("revise_worksheet", "notified", (*MANAGER, *CHAIRS)),
    act("revise_worksheet", "convened", PAPERS),
    act("revise_worksheet", "notified", MANAGER, "sign", "discard", leads=CHAIRS),
    act("record_death", "notified", MANAGER, empty=True),
    act("record_death", "running", MANAGER, shown=409),
    act("correct_facts", "notified", MANAGER),
    act("correct_facts", "notified", MANAGER, "how", "referrer", "incident", "account", "residence", empty=True),
    act("correct_facts", "notified", MANAGER, "child-1-who", "child-1-details", "add-child", empty=True),
    act("correct_facts", "notified", (), "child-2-who"),
)
PAPERWORK = (
    act("add_organisation", "notified", MANAGER, empty=True),
    act("record_interest", "convened", EVERYBODY, empty=True),
    act("name_acting_chair", "notified", MANAGER, empty=True),
    act("add_document", "convened", PAPERS, empty=True),
    act("strike_document", "convened", MANAGER, empty=True),
    [on_paper("strike_document", "convened", MANAGER)],
    act("add_note", "convened", PAPERS, empty=True),
    act("look_over", "running", MANAGER),
    act("look_over", "notified", MANAGER, shown=409),
)
LEADING = (
    act("propose_appointment", "review", (*MANAGER, *CHAIRS), empty=True),
    act("appoint", "review", CHAIRS, shown=409),
    act("declare_independence", "under_review", MANAGER, shown=409),
    act("end_appointment", "under_review", (*MANAGER, *CHAIRS), empty=True),
    act("resolve_independence", "under_review", CHAIRS, shown=409),
    act("tell_names", "under_review", MANAGER, empty=True),
    act("record_names_advice", "under_review", (*MANAGER, *CHAIRS), shown=409),
    act("agree_terms", "review", CHAIRS, empty=True),
    act("discuss_publication", "under_review", (*MANAGER, *CHAIRS), empty=True),
)
NONE = (
    act("log", "notified", ()),
    act("nothing", "notified", ()),
    act("recommend", "met", (), "nothing"),
    act("decide", "recommended", (), "nothing"),
)

PARTS = (TO_THE_PANEL, INFORMATION, RECOMMENDATION, DECISION, NOTICES, SCRUTINY, FACTS, PAPERWORK, LEADING, NONE)
ROWS = tuple(chain.from_iterable(chain.from_iterable(PARTS)))
