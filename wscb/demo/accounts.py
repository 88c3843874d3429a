"""The demo's accounts, one for each role. The settings of a board never read this."""

from typing import NamedTuple

PASSWORD = "Orchard-lantern-27"  # shown to whoever starts the demo  # noqa: S105


class Account(NamedTuple):
    """A person one can sign in as."""

    email: str
    name: str
    role: str


ACCOUNTS = (
    Account("manager@wscb.example", "Morgan Ashworth", "business manager"),
    Account("chair@wscb.example", "Dr Helen Okafor", "Board Chair"),
    Account("acting.chair@wscb.example", "Gareth Pryce", "acting Board Chair, for one case"),
    Account("panel.chair@wscb.example", "Farida Iqbal", "panel chair"),
    Account("subgroup.chair@wscb.example", "Alan Thirkell", "Case Review Subgroup chair"),
    Account("panel.member@wscb.example", "Tom Bright", "panel member"),
    Account("review.chair@wscb.example", "Dr Ines Calder", "review chair"),
    Account("lead.reviewer@wscb.example", "Bryn Oakes", "lead reviewer"),
    Account("representative@wscb.example", "Joyce Adair", "organisation’s representative"),
    Account("administrator@wscb.example", "Sam Whitlock", "system administrator"),
)


def sign_in_line(url: str) -> str:
    """The one line that the demo prints when it answers: address, accounts, password."""
    people = ", ".join(f"{account.email} ({account.role})" for account in ACCOUNTS)
    return f"{url} — sign in as {people}; password {PASSWORD}"
