"""The platform with one more address, where a logged-in POST carries out an order."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from kechuang.site.wsgi import application
from tests.proof.kills.orders import Order

__all__ = ["application"]
PATH = "proof/orders/"


@login_required
def order(request: HttpRequest) -> HttpResponse:
    """Voucher and paper, or a seal, in one transaction; the answer is the receipt."""
    from tests.proof.kills.posting import carry_out

    return HttpResponse(carry_out(Order(UUID(request.POST["request_id"]))), status=201)


import_module(settings.ROOT_URLCONF).urlpatterns.append(path(PATH, order))
# Loads what a worker's first request needs into the parent that workers are forked from
Client().get(f"/{PATH}", headers={"host": "localhost"})
