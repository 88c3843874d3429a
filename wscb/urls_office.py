"""Addresses of the office site, behind sign-in."""

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("wscb.web.urls")),
    path("", include("wscb.people.urls")),
    path("", include("wscb.cases.urls")),
    path("", include("wscb.learning.urls")),
    path("", include("reviews.urls")),
    path("account/", include("allauth.account.urls")),
]
if apps.is_installed("wscb.demo"):
    urlpatterns.append(path("demo/", include("wscb.demo.urls")))

handler400 = "wscb.web.views.errors.bad_request"
handler403 = "wscb.web.views.errors.refused"
handler404 = "wscb.web.views.errors.not_found"
