"""Addresses of the demo's own pages; wscb.urls_office includes them where the demo is installed."""

from django.urls import path

from wscb.demo import views

urlpatterns = [
    path("mail/", views.mail_list, name="demo_mail"),
    path("mail/<slug:name>/", views.mail, name="demo_mail_letter"),
]
