"""What holds of every address: it declares its rule, and every act of the tables has its page."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import ResolverMatch

from reviews.process import SCR
from wscb.cases.views.acting import pageless_acts
from wscb.web.rules import rule_of

URLCONFS = ("wscb.urls_office", "publication.urls_public")


def patterns(urlconf: str) -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, names: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, (*names, entry.namespace) if entry.namespace else names)
            else:
                yield ":".join([*names, entry.name or ""]), entry

    return walk(get_resolver(urlconf), ())


@pytest.mark.parametrize("urlconf", URLCONFS)
def test_every_address_declares_its_rule(urlconf: str) -> None:
    without = []
    for name, pattern in patterns(urlconf):
        match = ResolverMatch(pattern.callback, (), {}, name.rpartition(":")[2], namespaces=name.split(":")[:-1])
        if rule_of(pattern.callback, match) is None:
            without.append(name)
    assert without == []


# What an organisation's representative does stands on the organisation's own pages: the case is not theirs to open.
ON_PAGES_OF_THEIR_OWN = {
    "submit_information",
    "ask_more_time",
    "delegate_request",
    "end_delegation",
    "hand_over_request",
    "decline_learning_action",
}


def test_every_act_of_the_table_has_a_page() -> None:
    codes = [act.code for act in SCR.acts if not act.planned]
    assert set(pageless_acts(SCR.code, codes)) == {"log", *ON_PAGES_OF_THEIR_OWN}


def test_no_address_counts_rows() -> None:
    """A number in an address may name the place of an answer in one's own draft, never a row of the record."""
    counting = [
        name
        for urlconf in URLCONFS
        for name, pattern in patterns(urlconf)
        if "<int:" in str(pattern.pattern) and "<uuid:draft_id>" not in str(pattern.pattern)
    ]
    assert counting == []
