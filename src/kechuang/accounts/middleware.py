"""Each request carries an actor; passwords are one's own; privileged roles carry two factors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kechuang.accounts.access import can_break_glass
from kechuang.accounts.selectors import actor_of, open_now
from kechuang.accounts.services import note_looks
from kechuang.base.actors import ANONYMOUS, Actor
from kechuang.base.clock import now, today

Answerer = Callable[[HttpRequest], HttpResponse]
OPEN_PATHS = ("/accounts/", "/static/", "/language/")


def identify_actor(answer: Answerer) -> Answerer:
    """Set ``request.actor`` from the logged-in user's memberships and openings of this moment.

    A page that could only be shown by an opened right is not shown before that is recorded.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        at = now()
        request.actor = actor = _actor(request, at)  # type: ignore[attr-defined]
        response = answer(request)
        if actor.looked_into and response.status_code < HTTPStatus.BAD_REQUEST:
            note_looks(by=actor, at=at, path=request.path, parties=actor.looked_into)
        return response

    return middleware


def require_second_factor(answer: Answerer) -> Answerer:
    """Send people with a role in ``SECOND_FACTOR_ROLES`` to set up a second factor first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return answer(request)

    return middleware


def require_own_password(answer: Answerer) -> Answerer:
    """Send people whose password somebody else knows to choose their own first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _has_given_password(request) and not request.path.startswith(OPEN_PATHS):
            return redirect("account_change_password")
        return answer(request)

    return middleware


def _actor(request: HttpRequest, at: datetime) -> Actor:
    user = request.user
    actor = actor_of(user, on=today()) if user.is_authenticated else ANONYMOUS
    if not can_break_glass(actor):
        return actor
    opened = open_now(actor, at=at).values_list("party_id", flat=True)
    return replace(actor, opened_parties=frozenset(opened))


def _has_given_password(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.must_change_password


def _lacks_second_factor(request: HttpRequest) -> bool:
    roles = settings.SECOND_FACTOR_ROLES
    if not roles or request.path.startswith(OPEN_PATHS):
        return False
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor.has_role(*roles) and not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
