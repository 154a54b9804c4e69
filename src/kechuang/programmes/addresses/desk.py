"""The bureau's desk, from a year's plan to the award."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
