"""How the histories of people and organisations are told."""

from __future__ import annotations

from wscb.cases.telling import Told
from wscb.people.models import ActingAppointment, Interest, Organisation, RoleTerm, User

PEOPLE = (
    Told(
        User,
        "Account",
        {
            "name": "Full name",
            "email": "Email address",
            "organisation": "Organisation",
            "is_active": "Can sign in",
            "is_guest": "Guest",
        },
        case="",
        left_out=frozenset({"id", "is_superuser", "password", "last_login"}),
    ),
    Told(
        RoleTerm,
        "Role",
        {
            "role": "Role",
            "area": "Area",
            "panel": "Panel",
            "starts_on": "From",
            "ends_on": "To",
            "withdrawn_on": "Ended on",
            "given_by": "Given by",
        },
        ("role",),
        case="",
        left_out=frozenset({"id", "user"}),
    ),
    Told(
        ActingAppointment,
        "Acting appointment",
        {
            "for_role": "Acts as",
            "area": "Area",
            "starts_on": "From",
            "ends_on": "To",
            "withdrawn_on": "Ended on",
            "reason": "Reason",
            "recorded_by": "Recorded by",
        },
        ("for_role",),
        case="",
        left_out=frozenset({"id", "user", "scope_case"}),
    ),
    Told(
        Interest,
        "Interest",
        {"organisation": "Organisation", "nature": "What it is", "declared_on": "Declared on", "ends_on": "Ended on"},
        ("organisation",),
        case="",
        left_out=frozenset({"id", "user"}),
    ),
    Told(
        Organisation,
        "Organisation",
        {"name": "Name", "kind": "Kind", "on_board": "Member of the Board", "active": "In use"},
        ("name",),
        case="",
        left_out=frozenset({"id"}),
    ),
)
