"""The demo's Board: areas, organisations, panel and people, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from wscb.demo.accounts import ACCOUNTS, PASSWORD
from wscb.people.models import Area, Organisation, Panel, Role, RoleTerm, User

SINCE = date(2013, 4, 15)

AREAS = {
    "warrington": "Warrington",
    "cheshire-east": "Cheshire East",
    "cheshire-west": "Cheshire West and Chester",
    "halton": "Halton",
}
PANEL = ("case_review_subgroup", "Case Review Subgroup")

# Name, kind, whether it is a member of the Board. Warrington's, but for the last two.
ORGANISATIONS = {
    "office": ("Warrington Safeguarding Children Board", "safeguarding_board", False),
    "council": ("Warrington Borough Council Children’s Services", "local_authority", True),
    "police": ("Cheshire Constabulary Public Protection", "police", True),
    "hospital": ("Bridgewater General Hospital", "nhs_provider", True),
    "community": ("Mersey Valley Community Health", "nhs_provider", True),
    "commissioner": ("Warrington Clinical Commissioning Group", "nhs_commissioner", True),
    "probation": ("North Mersey Probation", "probation", True),
    "youth": ("Warrington Youth Offending Service", "youth_justice", True),
    "school": ("Sankey Brook Primary School", "school", False),
    "housing": ("Golden Square Housing", "housing", False),
    "charity": ("Lantern Family Support", "voluntary", True),
    "secure": ("Redmoor Secure Children’s Home", "secure_establishment", False),
    "hill": ("Calder Hill Safeguarding Consultancy", "other", False),
}

# To which organisation the accounts of the demo belong, where they belong to one.
HOMES = {
    "manager@wscb.example": "office",
    "panel.chair@wscb.example": "charity",
    "subgroup.chair@wscb.example": "community",
    "panel.member@wscb.example": "commissioner",
    "review.chair@wscb.example": "hill",
    "lead.reviewer@wscb.example": "hill",
    "representative@wscb.example": "hospital",
    "administrator@wscb.example": "office",
}

# Members of the panel beside the accounts of the demo: address, name, organisation.
MEMBERS = (
    ("grace.lowe@wscb.example", "Grace Lowe", "commissioner"),
    ("peter.hallam@wscb.example", "Peter Hallam", "probation"),
    ("nadia.suleman@wscb.example", "Nadia Suleman", "youth"),
    ("ruth.feeney@wscb.example", "Ruth Feeney", "council"),
    ("ian.mercer@wscb.example", "Ian Mercer", "police"),
)
# Who answers for organisations, beside the account of the demo.
ANSWERING = (
    ("lena.marsh@wscb.example", "Lena Marsh", "police"),
    ("omar.quayle@wscb.example", "Omar Quayle", "council"),
    ("sian.prosser@wscb.example", "Siân Prosser", "community"),
)
COLLEAGUE = ("joel.tanner@wscb.example", "Joel Tanner", "hospital")  # of the account that answers for the hospital
BOARD_REVIEWER = ("priya.nair@wscb.example", "Priya Nair", "charity")  # leads Case Reviews from within the Board


@dataclass(frozen=True)
class Cast:
    """Who and what the stories need."""

    area: Area
    panel: Panel
    organisations: dict[str, Organisation]
    manager: User
    chair: User
    acting_chair: User
    panel_chair: User
    vice_chair: User
    members: tuple[User, ...]
    review_chair: User
    lead_reviewer: User
    board_reviewer: User
    administrator: User
    answering: dict[str, User]


def assemble() -> Cast:
    """Creates the demo's Board in an empty database."""
    areas = {code: Area.objects.create(code=code, name=name) for code, name in AREAS.items()}
    panels = {code: Panel.objects.create(code=PANEL[0], name=PANEL[1], area=one) for code, one in areas.items()}
    area, panel = areas["warrington"], panels["warrington"]
    organisations = _organisations(area)

    def person(email: str, name: str, home: str = "") -> User:
        return User.objects.create(
            email=email, name=name, password=_hash(), organisation=organisations.get(home or HOMES.get(email, ""))
        )

    accounts = {account.email.partition("@")[0]: person(account.email, account.name) for account in ACCOUNTS}
    answering = {home: person(email, name, home) for email, name, home in ANSWERING}
    person(*COLLEAGUE)
    cast = Cast(
        area=area,
        panel=panel,
        organisations=organisations,
        manager=accounts["manager"],
        chair=accounts["chair"],
        acting_chair=accounts["acting.chair"],
        panel_chair=accounts["panel.chair"],
        vice_chair=accounts["subgroup.chair"],
        members=(accounts["panel.member"], *(person(*member) for member in MEMBERS)),
        review_chair=accounts["review.chair"],
        lead_reviewer=accounts["lead.reviewer"],
        board_reviewer=person(*BOARD_REVIEWER),
        administrator=accounts["administrator"],
        answering={**answering, "hospital": accounts["representative"]},
    )
    _put_into_office(cast)
    return cast


def _organisations(area: Area) -> dict[str, Organisation]:
    organisations = {}
    for key, (name, kind, on_board) in ORGANISATIONS.items():
        organisations[key] = Organisation.objects.create(name=name, kind=kind, on_board=on_board)
        organisations[key].areas.set([area])
    return organisations


def _put_into_office(cast: Cast) -> None:
    _term(cast.manager, Role.BUSINESS_MANAGER, cast.area)
    _term(cast.chair, Role.BOARD_CHAIR, cast.area)
    _term(cast.administrator, Role.SYSTEM_ADMINISTRATOR, None)
    for one in (cast.panel_chair, cast.vice_chair):
        _term(one, Role.PANEL_CHAIR, cast.area, cast.panel)
    for one in cast.members:
        _term(one, Role.PANEL_MEMBER, cast.area, cast.panel)


@cache
def _hash() -> str:
    """Of the one password that all share: hashing it for each would take as long as several cases."""
    return make_password(PASSWORD)


def _term(user: User, role: Role, area: Area | None, panel: Panel | None = None) -> RoleTerm:
    return RoleTerm.objects.create(user=user, role=role, area=area, panel=panel, starts_on=SINCE)
