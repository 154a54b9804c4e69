"""Opening accounts and departments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.models import Department, User
from kechuang.accounts.services.passwords import require_strong_password
from kechuang.accounts.services.refusals import refuse_invalid
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, require
from kechuang.base.identifiers import parse_mobile
from kechuang.base.turns import take_turn


@transaction.atomic
def create_account(
    *,
    by: Actor,
    at: datetime,
    username: str,
    full_name: str,
    password: str,
    phone: str = "",
    must_change_password: bool = False,
) -> User:
    """Create a person's log-in; refuses a taken name, a weak password and a wrong mobile number.

    ``must_change_password`` is for a password that somebody else than the person knows.
    """
    require(can_manage_accounts(by), Text("创建账号", "create an account"))
    user = User(
        username=username,
        full_name=full_name,
        phone=parse_mobile(phone) if phone else "",
        must_change_password=must_change_password,
    )
    _refuse_taken_name(username)
    require_strong_password(password, user)
    user.set_password(password)
    _validate(user)
    user.save()
    record(by=by, at=at, command="create_account", target=user, payload={"username": user.username})
    return user


@transaction.atomic
def open_department(*, by: Actor, at: datetime, code: str, name: str, name_en: str) -> Department:
    """Enter a department of the bureau; a code that is known stays as it is."""
    require(can_manage_accounts(by), Text("登记处室", "enter a department"))
    names = {"name": name, "name_en": name_en}
    department, is_new = Department.objects.get_or_create(code=code, defaults=names)
    if is_new:
        record(by=by, at=at, command="open_department", target=department, payload={"code": code})
    return department


def _refuse_taken_name(username: str) -> None:
    """Log-in ignores case, so ``Li.Na`` must not stand beside ``li.na``."""
    take_turn(f"user name {username.lower()}")
    if User.objects.filter(username__iexact=username).exists():
        raise InvalidInput(
            Text(f"账号 {username} 未创建", f"Account {username} was not created"),
            Text("该用户名已被使用", "the user name is taken"),
            Text("请换一个用户名", "Choose another user name"),
        )


def _validate(user: User) -> None:
    what = Text(f"账号 {user.username} 未创建", f"Account {user.username} was not created")
    refuse_invalid(user.full_clean, what=what)
