"""A project, from its contract to its closing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
