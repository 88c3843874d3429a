"""Every change to people, each one function: keyword-only, atomic, written to the trail."""

from wscb.people.actions.access_reviews import sign_access_review
from wscb.people.actions.accounts import (
    change_details,
    create_user,
    end_access,
    move_person,
    open_account,
    restore_access,
)
from wscb.people.actions.appointments import end_acting_appointment, record_acting_appointment
from wscb.people.actions.framework import accept_framework, name_contact, share_framework
from wscb.people.actions.interests import declare_interest, end_interest
from wscb.people.actions.organisations import OrganisationFacts, add_organisation, change_organisation
from wscb.people.actions.roles import end_role, give_role

__all__ = [
    "OrganisationFacts",
    "accept_framework",
    "add_organisation",
    "change_details",
    "change_organisation",
    "create_user",
    "declare_interest",
    "end_access",
    "end_acting_appointment",
    "end_interest",
    "end_role",
    "give_role",
    "move_person",
    "name_contact",
    "open_account",
    "record_acting_appointment",
    "restore_access",
    "share_framework",
    "sign_access_review",
]
