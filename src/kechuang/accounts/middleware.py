"""Each request carries an actor; passwords are one's own; privileged roles carry two factors."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import ANONYMOUS, Actor
from kechuang.base.clock import today

Answerer = Callable[[HttpRequest], HttpResponse]
OPEN_PATHS = ("/accounts/", "/static/", "/language/")


def identify_actor(answer: Answerer) -> Answerer:
    """Set ``request.actor`` from the logged-in user's memberships of today."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return answer(request)

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


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return actor_of(user, on=today()) if user.is_authenticated else ANONYMOUS


def _has_given_password(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.must_change_password


def _lacks_second_factor(request: HttpRequest) -> bool:
    roles = settings.SECOND_FACTOR_ROLES
    if not roles or request.path.startswith(OPEN_PATHS):
        return False
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor.has_role(*roles) and not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
