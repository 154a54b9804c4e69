"""Addresses of log-in: those the platform has; whatever else the library brings answers 404."""

from django.urls import include, path, re_path

from kechuang.accounts import views

OPEN = "login|logout|signup|inactive|reauthenticate|password/change"

urlpatterns = [
    path("password/reset/", views.forgotten_password, name="account_reset_password"),
    re_path(rf"^(?!(?:{OPEN})/$)", views.closed),
    path("", include("allauth.account.urls")),
]
