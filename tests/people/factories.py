"""Invented people for the tests of people and pages."""

from __future__ import annotations

from datetime import date

from wscb.people.models import PANEL_ROLES, Area, Organisation, Panel, Role, RoleTerm, User

PASSWORD = "correct horse battery staple"
SINCE = date(2013, 4, 1)


def an_area(code: str = "warrington") -> Area:
    """The area of this code, made once."""
    return Area.objects.get_or_create(code=code, defaults={"name": code.capitalize()})[0]


def a_panel(area: Area | None = None, code: str = "case_review_subgroup") -> Panel:
    """The panel of this code in the area, made once."""
    return Panel.objects.get_or_create(area=area or an_area(), code=code, defaults={"name": "Case Review Subgroup"})[0]


def an_organisation(name: str = "Warrington Hospital") -> Organisation:
    """The organisation of this name, made once."""
    return Organisation.objects.get_or_create(name=name, defaults={"kind": "nhs_provider"})[0]


def a_person(name: str = "Ada Quill", *roles: Role, area: Area | None = None, since: date = SINCE) -> User:
    """A person with these roles, all since long ago, who signs in with PASSWORD."""
    email = name.lower().replace(" ", ".") + "@example.org"
    user = User.objects.create_user(email=email, name=name, password=PASSWORD)
    for role in roles:
        RoleTerm.objects.create(
            user=user,
            role=role,
            area=None if role == Role.SYSTEM_ADMINISTRATOR else area or an_area(),
            panel=a_panel(area) if role in PANEL_ROLES else None,
            starts_on=since,
        )
    return user
