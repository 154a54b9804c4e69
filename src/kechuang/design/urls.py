"""Address of the living style page."""

from django.urls import path

from kechuang.design import views

urlpatterns = [path("", views.style_page, name="style_page")]
