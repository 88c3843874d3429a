"""What people say is the review team's alone: on every page, in every document, file, mail and list (GEN-05)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import beginning, bundle, invitations
from reviews.models import Contribution
from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.browsing import done, errors_of
from tests.cases.moments import frozen
from tests.cases.pages.support import TABS, asked, url
from tests.documents.reading import text_of
from tests.reviews import reporting as r
from tests.reviews.contributing import hearing as h
from wscb.cases.editions import form_called
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Any:
    with frozen(h.DAY, hour=12):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A review with everything in it that could leak, up to the day."""
    return b.under_way(board, received=h.RECEIVED)


@pytest.fixture
def spoken(board: b.Board, case: Case) -> Contribution:
    """A nurse and a mother have contributed, and been spoken with about publication; the mother has a page of her own."""
    mother = h.family_member(board, case)
    told: dict[str, Any] = {"held_on": h.DAY, "spoken_by": "Morgan Ellis", "said": "No names are wanted."}
    beginning.discuss_publication(case=case, by=board.manager, on=h.DAY, family_member=mother, **told)
    h.heard(board, h.professional(board, case))
    return h.heard(board, mother, email="marigold@home.example")


def leaks(text: str) -> list[str]:
    return [canary for canary in (*h.CANARIES, "marigold@home.example") if canary in text]


def page(user: User, case: Case) -> tuple[int, str]:
    response = signed_in(user).get(reverse("reviews:contributors", args=[case.reference]))
    return response.status_code, response.content.decode()


@pytest.mark.clause("GEN-05", "GEN-06")
def test_the_review_team_reads_names_and_words(board: b.Board, case: Case, spoken: Contribution) -> None:
    team = [board.manager, *(row.user for row in case.appointments.all())]
    assert len(team) == 3
    for person in team:
        status, text = page(person, case)
        assert (status, leaks(text)) == (200, [*h.CANARIES, "marigold@home.example"])
        assert "Family member 1: Marigold Hartnell" in text


@pytest.mark.clause("GEN-05")
def test_the_board_chair_sees_the_outcome_and_neither_name_nor_word(
    board: b.Board, case: Case, spoken: Contribution
) -> None:
    status, text = page(board.chair, case)
    assert (status, leaks(text)) == (200, [])
    assert "Family member 1" in text
    assert text.count("They contributed. What was said is the review team’s.") == 2


@pytest.mark.clause("GEN-05")
def test_panel_and_strangers_get_what_does_not_exist(board: b.Board, case: Case, spoken: Contribution) -> None:
    for person in (board.panel_chair, board.members[0], board.outsider, board.administrator):
        assert page(person, case)[0] == 404
    shown = signed_in(board.panel_chair).get(reverse("reviews:review", args=[case.reference])).content.decode()
    assert "Professionals and family" not in shown


@pytest.mark.clause("GEN-05")
def test_no_page_of_the_case_tells_others_who_contributed(board: b.Board, case: Case, spoken: Contribution) -> None:
    invitations.disclose_contribution(
        case=case,
        by=board.manager,
        on=h.DAY,
        contribution=spoken,
        to="elsewhere",
        to_whom="Perpetua",
        because="until autumn",
    )
    tabs = [url(case, tab) for tab in TABS] + [url(case, "organisations")]
    parts = ("review", "appointments", "family_publication", "terms", "report", "chronology")
    tabs += [reverse(f"reviews:{part}", args=[case.reference]) for part in parts]
    tabs += [url(case, "step", step.pk) for step in case.steps.filter(code="invitation_outcome")]
    for person in (board.chair, board.panel_chair, board.members[0]):
        client = signed_in(person)
        for address in [*tabs, "/", "/cases/", "/figures/"]:
            response = client.get(address)
            assert response.status_code == 200 or (address == "/figures/" and person != board.chair), address
            assert leaks(response.content.decode()) == [], address
    lists = [signed_in(board.administrator).get(reverse("people")).content.decode()]
    lists += [signed_in(board.chair).get("/cases/search/", follow=True).content.decode()]
    assert [one for text in lists for one in leaks(text) if one != "marigold@home.example"] == []


@pytest.mark.clause("GEN-06")
def test_the_tasks_tell_people_apart_as_everybody_knows_them(board: b.Board, case: Case) -> None:
    h.family_member(board, case)
    h.professional(board, case)
    shown = signed_in(board.panel_chair).get(url(case, "tasks")).content.decode()
    assert ("Family member 1" in shown, "Professional 1" in shown, leaks(shown)) == (True, True, [])


@pytest.mark.clause("GEN-05")
def test_no_document_file_or_mail_names_who_contributed(board: b.Board, case: Case, spoken: Contribution) -> None:
    bundle.make_bundle(case=case, by=board.manager, on=h.DAY)
    texts = [text_of(form_called(edition.form).render(edition)) for edition in case.form_editions.all()]
    assert len(texts) == 4
    client = signed_in(board.manager)
    exports = [reverse("reviews:chronology_export", args=[case.reference, "csv"])]
    exports += ["/figures/?export=csv", "/figures/fairness/?export=csv"]
    texts += [client.get(address).content.decode() for address in exports]
    mails = [renderer_for(message.kind)(message) for message in Message.objects.all()]
    texts += [f"{mail.subject} {mail.text} {mail.html}" for mail in mails if mail]
    texts += [str(dict(message.payload)) for message in Message.objects.all()]
    texts += [str(facts) for facts in Entry.objects.values_list("facts", flat=True)]
    assert [leak for text in texts for leak in leaks(text)] == []


@pytest.mark.clause("GEN-05")
def test_what_is_signed_at_the_end_holds_nothing_that_was_said(
    board: b.Board, case: Case, spoken: Contribution
) -> None:
    r.write(board, case, on=h.DAY)
    r.submit(board, case, on=h.DAY)
    r.check(board, case, on=h.DAY)
    signed = r.accept(board, b.fresh(case), on=h.DAY)
    assert leaks(str(signed.content)) == []


@pytest.mark.clause("GEN-05")
def test_a_disclosure_to_the_board_chair_shows_the_words_and_no_name(
    board: b.Board, case: Case, spoken: Contribution
) -> None:
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "contribution": spoken}
    row = invitations.disclose_contribution(**given, to="board_chair", because="It bears on the decision.")
    assert (row.to, row.by, row.on) == ("board_chair", board.manager, h.DAY)
    _, text = page(board.chair, case)
    assert leaks(text) == [h.WORDS, h.VIEWS]
    assert page(board.panel_chair, case)[0] == 404
    with pytest.raises(ActRefused) as refused:
        invitations.disclose_contribution(**given, to="board_chair", because="Again.")
    assert refused.value.field == "to"


@pytest.mark.clause("GEN-05")
def test_a_disclosure_to_the_panel_shows_it_that_contribution_alone(
    board: b.Board, case: Case, spoken: Contribution
) -> None:
    invitations.disclose_contribution(
        case=case, by=board.manager, on=h.DAY, contribution=spoken, to="panel", because="They weigh it."
    )
    for person in (board.panel_chair, board.members[0]):
        status, text = page(person, case)
        assert (status, leaks(text)) == (200, [h.WORDS, h.VIEWS])
        assert "Family member 1" in text
        assert "Professional 1" not in text
    assert leaks(page(board.chair, case)[1]) == []
    assert page(board.outsider, case)[0] == 404


@pytest.mark.clause("GEN-05")
@pytest.mark.parametrize("missing", ["to", "because", "to_whom"])
def test_a_disclosure_says_to_whom_and_why(board: b.Board, case: Case, spoken: Contribution, missing: str) -> None:
    given: dict[str, Any] = {"to": "elsewhere", "to_whom": "The coroner", "because": "An order."}
    with pytest.raises(ActRefused) as refused:
        invitations.disclose_contribution(
            case=case, by=board.manager, on=h.DAY, contribution=spoken, **{**given, missing: ""}
        )
    assert refused.value.field == missing


@pytest.mark.clause("GEN-05", "GEN-06")
def test_the_page_asks_no_more_for_more_people(board: b.Board, case: Case, spoken: Contribution) -> None:
    client = signed_in(board.manager)
    address = reverse("reviews:contributors", args=[case.reference])
    _, few = asked(client, address)
    for number in range(4):
        h.heard(board, h.family_member(board, case, name=f"Somebody {number}"))
    _, many = asked(client, address)
    assert len(many) == len(few)


@pytest.mark.clause("GEN-06")
def test_a_family_member_is_identified_invited_and_heard_on_the_pages(
    client: Client, board: b.Board, case: Case
) -> None:
    missing = errors_of(done(client, board.manager, case, "identify_family", name="", relationship=""))
    assert missing == {"name": ["Enter their full name"], "relationship": ["Enter who they are to the child"]}
    done(client, board.manager, case, "identify_family", name=h.MOTHER, relationship="Mother")
    person = case.contributors.get()
    day = {"day": h.DAY.day, "month": h.DAY.month, "year": h.DAY.year}
    invited_on = {f"invited_on_{part}": value for part, value in day.items()}
    answers = {
        "invited_how": "telephone", "invited_by_name": "Morgan Ellis", "supported_how": h.SUPPORT, "asked": "What helped?",
        "email": "marigold@home.example",
    }  # fmt: skip
    sent = done(client, board.manager, case, "invite_contributor", str(person.pk), **invited_on, **answers)
    assert sent["Location"] == reverse("reviews:contributors", args=[case.reference])
    assert "The e-mail is on its way." in client.get(sent["Location"]).content.decode()
    given_on = {f"given_on_{part}": value for part, value in day.items()}
    done(
        client,
        board.manager,
        case,
        "record_contribution",
        str(person.pk),
        **given_on,
        how="meeting",
        of_help=h.WORDS,
        views="",
    )
    kept = errors_of(
        done(client, board.manager, case, "record_outcome", str(person.pk), outcome="contributed", because="")
    )
    assert kept == {"expectations": ["Enter how their understanding and expectations were managed."]}
    done(
        client, board.manager, case, "record_outcome", str(person.pk), outcome="contributed", expectations="Told twice."
    )
    assert case.contributors.get().outcome == "contributed"


@pytest.mark.clause("GEN-08")
def test_the_chair_discusses_publication_without_learning_a_name(client: Client, board: b.Board, case: Case) -> None:
    h.family_member(board, case)
    client.force_login(board.chair)
    shown = client.get(url(case, "act", "discuss_publication")).content.decode()
    assert "Family member 1" in shown
    assert leaks(shown) == []


def test_nothing_is_shown_of_a_case_without_a_review(board: b.Board) -> None:
    assert page(board.manager, b.log(board, received=h.RECEIVED))[0] == 404
