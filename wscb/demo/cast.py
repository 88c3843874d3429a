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

# Members of the panel beside the accounts of the demo: address, name, organisation.
MEMBERS = (
    ("grace.lowe@wscb.example", "Grace Lowe", "commissioner"),
    ("peter.hallam@wscb.example", "Peter Hallam", "probation"),
    ("nadia.suleman@wscb.example", "Nadia Suleman", "youth"),
    ("ruth.feeney@wscb.example", "Ruth Feeney", "council"),
    ("ian.mercer@wscb.example", "Ian Mercer", "police"),
)
VICE_CHAIR = ("alan.thirkell@wscb.example", "Alan Thirkell", "community")


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
    administrator: User


def assemble() -> Cast:
    """Creates the demo's Board in an empty database."""
    areas = {code: Area.objects.create(code=code, name=name) for code, name in AREAS.items()}
    area = areas["warrington"]
    panels = [Panel.objects.create(code=PANEL[0], name=PANEL[1], area=one) for one in areas.values()]
    panel = next(one for one in panels if one.area == area)
    organisations = {}
    for key, (name, kind, on_board) in ORGANISATIONS.items():
        organisations[key] = Organisation.objects.create(name=name, kind=kind, on_board=on_board)
        organisations[key].areas.set([area])
    homes = ("office", None, None, "charity", "commissioner", "office")
    accounts = [
        _person(account.email, account.name, organisations.get(home or ""))
        for account, home in zip(ACCOUNTS, homes, strict=True)
    ]
    manager, chair, acting, panel_chair, member, administrator = accounts
    vice_chair = _person(VICE_CHAIR[0], VICE_CHAIR[1], organisations[VICE_CHAIR[2]])
    others = [_person(email, name, organisations[home]) for email, name, home in MEMBERS]
    _term(manager, Role.BUSINESS_MANAGER, area)
    _term(chair, Role.BOARD_CHAIR, area)
    _term(administrator, Role.SYSTEM_ADMINISTRATOR, None)
    _term(panel_chair, Role.PANEL_CHAIR, area, panel)
    _term(vice_chair, Role.PANEL_CHAIR, area, panel)
    for one in (member, *others):
        _term(one, Role.PANEL_MEMBER, area, panel)
    return Cast(
        area=area,
        panel=panel,
        organisations=organisations,
        manager=manager,
        chair=chair,
        acting_chair=acting,
        panel_chair=panel_chair,
        vice_chair=vice_chair,
        members=(member, *others),
        administrator=administrator,
    )


def _person(email: str, name: str, organisation: Organisation | None) -> User:
    return User.objects.create(email=email, name=name, password=_hash(), organisation=organisation)


@cache
def _hash() -> str:
    """Of the one password that all share: hashing it for each would take as long as several cases."""
    return make_password(PASSWORD)


def _term(user: User, role: Role, area: Area | None, panel: Panel | None = None) -> RoleTerm:
    return RoleTerm.objects.create(user=user, role=role, area=area, panel=panel, starts_on=SINCE)
