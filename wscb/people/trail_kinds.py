"""What the people app writes to the trail."""

KINDS = {
    "person.added": "Added a person",
    "person.changed": "Changed a person’s details",
    "person.access_ended": "Ended a person’s access",
    "person.access_restored": "Restored a person’s access",
    "person.role_given": "Gave a role",
    "person.role_ended": "Ended a role",
    "person.acting_recorded": "Recorded an acting appointment",
    "person.acting_ended": "Ended an acting appointment",
    "person.interest_declared": "Declared an interest",
    "person.interest_ended": "Ended an interest",
    "organisation.added": "Added an organisation",
    "organisation.changed": "Changed an organisation",
    "person.password_changed": "Changed their password",
    "person.authenticator_added": "Set up an authenticator app",
    "person.authenticator_removed": "Removed an authenticator app",
    "person.reauthenticated": "Confirmed their password to sign",
    "person.reauthentication_failed": "Gave a wrong password when signing",
}

SIGNING_IN = {
    "person.signed_in": "Signed in",
    "person.signed_out": "Signed out",
    "person.sign_in_failed": "Failed to sign in",
}

SENT = {"person.invited": "Sent a link to set a password"}
