"""Addresses for these tests: the style page, log-in, and one view for each way of going wrong."""

import errno

from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from kechuang.base.errors import InvalidInput, NotAllowed, Text, WrongState

WHAT = Text("不能公开此需求", "This demand cannot be published")
WHY = Text("需求已经撤回", "it was withdrawn")
MEND = Text("请先重新提交", "Submit it again first")
REFUSALS = {
    "not-allowed": NotAllowed(WHAT),
    "wrong-state": WrongState(WHAT, WHY, MEND),
    "invalid": InvalidInput(WHAT, WHY, MEND),
}


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted")


class TooLong(Exception):
    sqlstate = "22001"


def overflow(request: HttpRequest) -> HttpResponse:
    raise DataError from TooLong()


def fill(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "planted")


urlpatterns = [
    path("design/", include("kechuang.design.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("refuse/<kind>/", refuse),
    path("api/refuse/<kind>/", refuse),
    path("forbid/", forbid),
    path("fail/", fail),
    path("fill/", fill),
    path("overflow/", overflow),
]
handler403 = "kechuang.design.errors.forbidden"
handler404 = "kechuang.design.errors.not_found"
handler500 = "kechuang.design.errors.failed"
