"""What the people app writes to the trail."""

KINDS = {
    "person.added": "Added a person",
    "person.changed": "Changed a person’s details",
    "person.moved": "Moved a person to another organisation",
    "person.access_ended": "Ended a person’s access",
    "person.access_restored": "Restored a person’s access",
    "person.role_given": "Gave a role",
    "person.role_ended": "Ended a role",
    "person.acting_recorded": "Recorded an acting appointment",
    "person.acting_ended": "Ended an acting appointment",
    "person.interest_declared": "Declared an interest",
    "person.interest_ended": "Ended an interest",
    "people.changes_exported": "Exported who came, moved and left",
    "access.reviewed": "Signed a review of everybody’s roles",
    "framework.shared": "Shared a version of the framework",
    "framework.contact_named": "Named who accepts the framework for a partner",
    "framework.accepted": "Recorded a partner’s acceptance of the framework",
    "organisation.added": "Added an organisation",
    "organisation.changed": "Changed an organisation",
    "person.password_changed": "Changed their password",
    "person.authenticator_added": "Set up a second factor",
    "person.authenticator_removed": "Removed a second factor",
    "person.session_ended": "Ended a session",
    "person.provider_bound": "Signed in with the provider for the first time",
    "person.provider_released": "Released the account with the provider",
    "person.reauthenticated": "Confirmed who they are",
    "person.reauthentication_failed": "Failed to confirm who they are",
}

SIGNING_IN = {
    "person.signed_in": "Signed in",
    "person.signed_out": "Signed out",
    "person.sign_in_failed": "Failed to sign in",
}

SENT = {"person.invited": "Sent a link to set a password"}
