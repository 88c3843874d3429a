"""The people models, one family a file."""

from wscb.people.models.appointments import ActingAppointment
from wscb.people.models.interests import Interest
from wscb.people.models.organisations import Area, Organisation, OrganisationKind, Panel
from wscb.people.models.roles import CASE_ROLES, PANEL_ROLES, Role, RoleTerm
from wscb.people.models.users import User

__all__ = [
    "CASE_ROLES",
    "PANEL_ROLES",
    "ActingAppointment",
    "Area",
    "Interest",
    "Organisation",
    "OrganisationKind",
    "Panel",
    "Role",
    "RoleTerm",
    "User",
]
