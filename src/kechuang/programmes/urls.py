"""Addresses of the challenge programmes."""

from django.urls import path

from kechuang.programmes import api

app_name = "programmes"
urlpatterns = [path("items.json", api.list_items, name="feed")]
