"""Addresses of log-in: those the platform has; whatever else the library brings answers 404."""

from django.urls import include, path, re_path

from kechuang.accounts.views import people

OPEN = "login|logout|signup|inactive|reauthenticate|password/change"

urlpatterns = [
    path("password/reset/", people.forgotten_password, name="account_reset_password"),
    re_path(rf"^(?!(?:{OPEN})/$)", people.closed),
    path("", include("allauth.account.urls")),
]
