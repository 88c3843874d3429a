"""Addresses of notifications. Neither a name nor an answer ever stands in one."""

from django.urls import path

from reviews.views import (
    appointing,
    chronology,
    chronology_exports,
    contributing,
    decision_signed,
    notification,
    notification_after_death,
    notification_log,
    notification_pages,
    notification_rows,
    own_contribution,
    proceedings,
    report,
    six_months,
    survey,
    terms_versions,
    working,
)

app_name = "reviews"

_draft = "notifications/<uuid:draft_id>/"
_invitation = "invitations/<uuid:contributor_id>/"
_chronology = "cases/<str:reference>/review/chronology/"

urlpatterns = [
    path("notifications/new/", notification.new, name="new"),
    path("notifications/logged/<str:reference>/", notification_log.logged, name="logged"),
    path(_draft, notification.tasks, name="notification"),
    path(f"{_draft}children/", notification_rows.children, name="children"),
    path(f"{_draft}children/<int:number>/", notification_rows.child, name="child"),
    path(f"{_draft}children/<int:number>/details/", notification_rows.child_details, name="child_details"),
    path(f"{_draft}children/<int:number>/remove/", notification_rows.remove, {"page": "children"}, name="remove_child"),
    path(f"{_draft}organisations/", notification_rows.organisations, name="organisations"),
    path(f"{_draft}organisations/<int:number>/", notification_rows.organisation, name="organisation"),
    path(
        f"{_draft}organisations/<int:number>/remove/",
        notification_rows.remove,
        {"page": "organisations"},
        name="remove_organisation",
    ),
    path(f"{_draft}duplicates/", notification_log.duplicates, name="duplicates"),
    path(f"{_draft}check/", notification_log.check, name="check"),
    path("cases/<str:reference>/notification/", notification_after_death.begin, name="after_death"),
    path("cases/<str:reference>/review/", working.review, name="review"),
    path("cases/<str:reference>/review/appointments/", appointing.appointments, name="appointments"),
    path("cases/<str:reference>/review/publication/", appointing.publication, name="family_publication"),
    path("cases/<str:reference>/review/terms/", terms_versions.versions, name="terms"),
    path("cases/<str:reference>/review/terms/compare/", terms_versions.compare, name="compare_terms"),
    path("cases/<str:reference>/review/terms/<uuid:terms_id>/", terms_versions.version, name="terms_version"),
    path(_chronology, chronology.chronology, name="chronology"),
    path(f"{_chronology}search/", chronology.search, name="chronology_search"),
    path(f"{_chronology}print/", chronology.printed, name="chronology_print"),
    path(f"{_chronology}picture/", chronology.timeline_picture, name="chronology_picture"),
    path(f"{_chronology}kept/", chronology.kept, name="chronology_kept"),
    path(f"{_chronology}export/<slug:kind>/", chronology_exports.export, name="chronology_export"),
    path(f"{_chronology}entries/<uuid:entry_id>/", chronology.entry, name="chronology_entry"),
    path("cases/<str:reference>/review/people-heard/", contributing.contributors, name="contributors"),
    path(_invitation, own_contribution.invitation, name="invitation"),
    path(f"{_invitation}write/", own_contribution.write, name="invitation_write"),
    path(f"{_invitation}check/", own_contribution.check, name="invitation_check"),
    path("survey/thank-you/", survey.thanks, name="survey_thanks"),
    path("survey/<str:token>/", survey.answer, name="survey"),
    path("figures/fairness/", survey.results, name="fairness"),
    path("cases/<str:reference>/review/six-months/", six_months.six_months, name="six_months"),
    path("cases/<str:reference>/review/proceedings/", proceedings.proceedings, name="proceedings"),
    path("cases/<str:reference>/review/report/", report.report, name="report"),
    path("cases/<str:reference>/review/report/versions/<uuid:version_id>/", report.version, name="report_version"),
    path("cases/<str:reference>/signed/<uuid:signed_id>/", decision_signed.signed, name="signed"),
    path(f"{_draft}<slug:page>/", notification_pages.question, name="question"),
]
