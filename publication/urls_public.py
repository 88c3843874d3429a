"""Addresses of the public site; nothing of the office is reachable here."""

from django.urls import path

from publication import checking, views

urlpatterns = [
    path("", views.published_reviews, name="published_reviews"),
    path("check-a-document/", checking.check_document, name="check_document"),
    path("accessibility/", views.accessibility, name="public_accessibility"),
]

handler400 = "publication.views.bad_request"
handler403 = "publication.views.not_found"
handler404 = "publication.views.not_found"
