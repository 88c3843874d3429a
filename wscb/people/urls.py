"""Addresses of the people pages."""

from django.urls import include, path

from wscb.people.views import accounts, acting, listing, organisations, own, panels, passkeys, provider, sessions

# The package's own addresses of passkeys name rows by number, so they are not among these.
_second_factor = [
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/save/", passkeys.save_recovery_codes, name="save_recovery_codes"),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("passkeys/add/", passkeys.add_passkey, name="add_passkey"),
    path("passkeys/options/", passkeys.passkey_options, name="passkey_options"),
    path("passkeys/confirm/", passkeys.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", passkeys.login_by_passkey, name="mfa_login_webauthn"),
    path("passkeys/<uuid:passkey_id>/remove/", passkeys.remove_passkey, name="remove_passkey"),
]

urlpatterns = [
    path("account/second-factor/", include(_second_factor)),
    path("account/sessions/", sessions.own_sessions, name="own_sessions"),
    path("account/sessions/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/left/", sessions.session_left, name="session_left"),
    path("account/sessions/stay/", sessions.stay_signed_in, name="stay_signed_in"),
    path("account/sessions/<uuid:session_id>/end/", sessions.end_session, name="end_session"),
    path("account/provider/", provider.sign_in_with_provider, name="sign_in_with_provider"),
    path("account/provider/callback/", provider.provider_callback, name="provider_callback"),
    path("account/provider/confirm/", provider.confirm_at_provider, name="confirm_at_provider"),
    path("account/provider/confirm/go/", provider.provider_confirm, name="provider_confirm"),
    path("account/", own.account, name="account"),
    path("account/interests/add/", own.declare_interest, name="declare_interest"),
    path("account/interests/<uuid:interest_id>/end/", own.end_interest, name="end_interest"),
    path("accessibility/", own.accessibility, name="accessibility"),
    path("people/", listing.people, name="people"),
    path("people/add/", accounts.add_person, name="add_person"),
    path("people/search/", listing.search_people, name="search_people"),
    path("people/organisations/", organisations.organisations, name="organisations"),
    path("people/organisations/add/", organisations.add_organisation, name="add_organisation"),
    path(
        "people/organisations/<uuid:organisation_id>/change/",
        organisations.change_organisation,
        name="change_organisation",
    ),
    path("people/panels/", panels.panels, name="panels"),
    path("people/panels/<uuid:panel_id>/", panels.panel, name="panel"),
    path("people/<uuid:user_id>/", listing.person, name="person"),
    path("people/<uuid:user_id>/change/", accounts.change_person, name="change_person"),
    path("people/<uuid:user_id>/give-role/", accounts.give_role, name="give_role"),
    path("people/<uuid:user_id>/roles/<uuid:term_id>/end/", accounts.end_role, name="end_role"),
    path("people/<uuid:user_id>/end-access/", accounts.end_access, name="end_access"),
    path("people/<uuid:user_id>/restore-access/", accounts.restore_access, name="restore_access"),
    path("people/<uuid:user_id>/end-sessions/", accounts.end_persons_sessions, name="end_persons_sessions"),
    path("people/<uuid:user_id>/release-provider/", accounts.release_provider, name="release_provider"),
    path("people/<uuid:user_id>/invite/", accounts.invite_again, name="invite_again"),
    path("people/<uuid:user_id>/interests/add/", own.declare_interest_for, name="declare_interest_for"),
    path("acting/", acting.acting_appointments, name="acting_appointments"),
    path("acting/add/", acting.record_acting, name="record_acting"),
    path("acting/<uuid:appointment_id>/end/", acting.end_acting, name="end_acting"),
]
