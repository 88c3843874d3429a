"""Addresses that belong to no part."""

from django.urls import path

from wscb.web.views import held

urlpatterns = [path("held/<uuid:held_id>/", held.held_submission, name="held_submission")]
