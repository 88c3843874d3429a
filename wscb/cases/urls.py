"""Addresses of the person's work and of cases. A case is addressed by its public reference."""

from django.urls import include, path

from wscb.cases.views import (
    acting,
    calendar,
    case,
    changes,
    documents,
    emergency,
    failed_mail,
    figures,
    information,
    listing,
    organisations,
    people_changes,
    request_parts,
    requests,
    steps,
    traces,
    work,
)

_work = [
    path("", work.home, name="home"),
    path("letters/<uuid:message_id>/", failed_mail.failed_letter, name="failed_letter"),
    path("figures/", figures.figures, name="figures"),
    path("calendar/", calendar.my_calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
    path("drafts/<uuid:draft_id>/discard/", work.discard_draft, name="discard_draft"),
]

_cases = [
    path("", listing.cases, name="list"),
    path("search/", listing.search, name="search"),
    path("<str:reference>/", case.summary, name="case"),
    path("<str:reference>/tasks/", case.tasks, name="tasks"),
    path("<str:reference>/tasks/<uuid:step_id>/", steps.step, name="step"),
    path("<str:reference>/people/", case.people, name="people"),
    path("<str:reference>/organisations/", organisations.organisations, name="organisations"),
    path("<str:reference>/requests/<uuid:request_id>/", information.request_page, name="request"),
    path("<str:reference>/documents/", case.documents, name="documents"),
    path("<str:reference>/documents/<uuid:document_id>/", documents.download, name="document"),
    path("<str:reference>/decisions/", case.decisions, name="decisions"),
    path("<str:reference>/messages/", case.messages, name="messages"),
    path("<str:reference>/messages/<uuid:message_id>/", failed_mail.failed_mail, name="failed_mail"),
    path("<str:reference>/timeline/", case.timeline, name="timeline"),
    path("<str:reference>/changes/", changes.case_changes, name="changes"),
    path("<str:reference>/seen/", traces.case_seen, name="seen"),
    path("<str:reference>/framework/", case.framework, name="framework"),
    path("<str:reference>/do/<slug:act>/", acting.act, name="act"),
    path("<str:reference>/do/<slug:act>/<slug:page>/", acting.act, name="act_page"),
]

_requests = [
    path("<uuid:request_id>/", requests.asked_of_us, name="request"),
    path("<uuid:request_id>/more-time/", requests.more_time, name="more_time"),
    path("<uuid:request_id>/colleagues/", requests.colleagues, name="colleagues"),
    path("<uuid:request_id>/colleagues/<uuid:user_id>/end/", requests.end_delegation, name="end_delegation"),
    path("<uuid:request_id>/send/", request_parts.send, name="send"),
    path("<uuid:request_id>/files/<uuid:file_id>/", requests.file, name="file"),
    path("<uuid:request_id>/files/<uuid:file_id>/remove/", request_parts.remove_file, name="remove_file"),
    path("<uuid:request_id>/<slug:part>/", request_parts.part, name="part"),
]

_emergency = [
    path("", emergency.accesses, name="list"),
    path("open/", emergency.open_case, name="open"),
    path("<uuid:access_id>/", emergency.access_page, name="access"),
    path("<uuid:access_id>/end/", emergency.end, name="end"),
]

_traces = [
    path("people/<uuid:user_id>/trail/", traces.person_trail, name="person"),
    path("people/<uuid:user_id>/changes/", changes.person_changes, name="person_changes"),
    path(
        "people/organisations/<uuid:organisation_id>/changes/",
        changes.organisation_changes,
        name="organisation_changes",
    ),
    path("account/trail/", traces.own_trail, name="own"),
]

urlpatterns = [
    path("people/changes/", people_changes.people_changes, name="people_changes"),
    path("emergency/", include((_emergency, "emergency"))),
    path("", include((_traces, "traces"))),
    path("requests/", include((_requests, "requests"))),
    path("", include((_work, "work"))),
    path("cases/", include((_cases, "cases"))),
]
