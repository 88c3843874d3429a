"""Addresses of what is learned: of one case, of an organisation's own actions, and of the actions of all cases."""

from django.urls import path

from wscb.learning.views import board, case, own

app_name = "learning"

_case = "cases/<str:reference>/learning/"

urlpatterns = [
    path(_case, case.learning, name="learning"),
    path(f"{_case}print/", case.printed, name="print"),
    path(f"{_case}<uuid:finding_id>/", case.finding, name="finding"),
    path("actions/", board.actions, name="actions"),
    path("actions/ended/", own.ended, name="own_ended"),
    path("actions/<uuid:action_id>/", own.own_action, name="own_action"),
    path("actions/<uuid:action_id>/agree/", own.agree, name="agree"),
    path("actions/<uuid:action_id>/not-agreed/", own.decline, name="decline"),
    path("actions/<uuid:action_id>/evidence/<uuid:said_id>/", own.evidence, name="evidence"),
    path("actions/<uuid:action_id>/done/", own.report_done, name="report_done"),
]
