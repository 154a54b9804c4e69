"""Lists anybody reads, and the desk of those who ask and bid."""

from django.urls import path

from kechuang.programmes import api

urlpatterns = [path("items.json", api.list_items, name="feed")]
