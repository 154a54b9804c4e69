"""Addresses of the ledger."""

from django.urls import path

from kechuang.ledger.views import board

app_name = "ledger"
urlpatterns = [
    path("", board.show, name="board"),
]
