"""The people models, one family a file."""

from wscb.people.models.access_reviews import AccessReview
from wscb.people.models.appointments import ActingAppointment
from wscb.people.models.framework import FrameworkAcceptance, FrameworkPartner, FrameworkVersion
from wscb.people.models.interests import Interest
from wscb.people.models.moves import Move
from wscb.people.models.organisations import Area, Organisation, OrganisationKind, Panel
from wscb.people.models.roles import APPOINTED_ROLES, CASE_ROLES, PANEL_ROLES, Role, RoleTerm
from wscb.people.models.sign_in import EmailedLink, OpenSession, ProviderAccount
from wscb.people.models.users import User

__all__ = [
    "APPOINTED_ROLES",
    "CASE_ROLES",
    "PANEL_ROLES",
    "AccessReview",
    "ActingAppointment",
    "Area",
    "EmailedLink",
    "FrameworkAcceptance",
    "FrameworkPartner",
    "FrameworkVersion",
    "Interest",
    "Move",
    "OpenSession",
    "Organisation",
    "OrganisationKind",
    "Panel",
    "ProviderAccount",
    "Role",
    "RoleTerm",
    "User",
]
