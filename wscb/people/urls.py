"""Addresses of the people pages."""

from django.urls import path

from wscb.people.views import access_reviews, accounts, acting, framework, listing, organisations, own, panels

urlpatterns = [
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
    path("people/<uuid:user_id>/move/", accounts.move_person, name="move_person"),
    path("people/<uuid:user_id>/give-role/", accounts.give_role, name="give_role"),
    path("people/<uuid:user_id>/roles/<uuid:term_id>/end/", accounts.end_role, name="end_role"),
    path("people/<uuid:user_id>/end-access/", accounts.end_access, name="end_access"),
    path("people/<uuid:user_id>/restore-access/", accounts.restore_access, name="restore_access"),
    path("people/<uuid:user_id>/invite/", accounts.invite_again, name="invite_again"),
    path("people/<uuid:user_id>/interests/add/", own.declare_interest_for, name="declare_interest_for"),
    path("access-review/", access_reviews.access_reviews, name="access_reviews"),
    path("access-review/<uuid:area_id>/sign/", access_reviews.sign, name="sign_access_review"),
    path("access-review/<uuid:review_id>/", access_reviews.access_review, name="access_review"),
    path("framework/", framework.versions, name="framework_versions"),
    path("framework/share/", framework.share, name="share_framework"),
    path("framework/<uuid:version_id>/", framework.version, name="framework_version"),
    path("framework/partner/<uuid:partner_id>/accept/", framework.accept, name="accept_framework"),
    path("framework/partner/<uuid:partner_id>/contact/", framework.contact, name="framework_contact"),
    path("acting/", acting.acting_appointments, name="acting_appointments"),
    path("acting/add/", acting.record_acting, name="record_acting"),
    path("acting/<uuid:appointment_id>/end/", acting.end_acting, name="end_acting"),
]
