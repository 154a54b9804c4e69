"""The address of the demo's guide."""

from django.urls import path

from kechuang.demo.views import guide

app_name = "demo"
urlpatterns = [path("", guide, name="guide")]
