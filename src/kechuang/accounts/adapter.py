"""How log-in behaves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from kechuang.accounts.models import User
from kechuang.accounts.services import change_own_password
from kechuang.base.clock import now


class HouseAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; a password is changed by a command, like all else."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Refuse the present password as a new one."""
        if user is not None and check_password(password, user.password):
            raise ValidationError(_("新密码不能与原密码相同"))
        return super().clean_password(password, user)

    def set_password(self, user: User, password: str) -> None:
        change_own_password(by=self.request.actor, at=now(), user=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
