"""The register of personal data: what is held, why, how long, and how it is read and erased.

Each room registers what it holds in its own module ``personal_data``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import User
from kechuang.audit.models import Signatory
from kechuang.files.models import StoredFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Holding:
    """One kind of data: ``read`` gives its values about a person, as text.

    ``erase`` takes the person and the name that shall stand instead; without it the data goes
    with the account itself. Purpose and period are what 个人信息保护法 art. 17 has people told.
    """

    label: StrOrPromise
    purpose: StrOrPromise
    period: StrOrPromise
    read: Callable[[User], Iterable[str]]
    erase: Callable[[User, str], None] | None = None


@dataclass(frozen=True)
class Held:
    """One value about one person."""

    holding: Holding
    value: str

    def cells(self) -> list[str]:
        """What it is, its value, the purpose and the period, in the reader's language."""
        told = (self.holding.label, self.value, self.holding.purpose, self.holding.period)
        return [str(part) for part in told]


_HOLDINGS: list[Holding] = []

LOG_IN = _("登录与识别本人")
DUTY = _("写明每次办理由谁作出（履行法定职责）")
WITH_ACCOUNT = _("账号存续期间；停用后可申请删除")
BY_LAW = _("依法须保存的（如会计档案 30 年）到期后、其余经申请批准后删除")


def hold(holding: Holding) -> None:
    """Register; called once, when a room's ``personal_data`` module is read."""
    _HOLDINGS.append(holding)


def holdings() -> tuple[Holding, ...]:
    return tuple(_HOLDINGS)


def _roles(user: User) -> list[str]:
    rows = user.memberships.select_related("party").order_by("since", "pk")
    return [
        " · ".join(
            filter(
                None,
                [
                    row.get_role_display(),
                    row.party.shown_name if row.party else "",
                    f"{row.since} – {row.until or ''}",
                ],
            )
        )
        for row in rows
    ]


def _names_in_the_chain(user: User) -> list[str]:
    return list(Signatory.objects.filter(account_id=user.pk).values_list("name", flat=True))


def _factors(user: User) -> list[str]:
    return [gettext("已设置") for _ in Authenticator.objects.filter(user=user)[:1]]


def _openings(user: User) -> list[str]:
    rows = user.openings.select_related("party")
    return [
        f"{row.party.shown_name} · {date_format(localtime(row.opened_at), 'Y-m-d H:i')}"
        for row in rows
    ]


def _files(user: User) -> list[str]:
    return list(StoredFile.objects.filter(owner_id=user.pk).values_list("name", flat=True))


def _instant(value: datetime | None) -> list[str]:
    return [date_format(localtime(value), "Y-m-d H:i")] if value else []


hold(Holding(_("用户名"), LOG_IN, WITH_ACCOUNT, lambda user: [user.username]))
hold(Holding(_("姓名"), DUTY, WITH_ACCOUNT, lambda user: [user.full_name]))
hold(Holding(_("手机"), _("办理中联系本人"), WITH_ACCOUNT, lambda user: [user.phone]))
hold(Holding(_("创建时间"), LOG_IN, WITH_ACCOUNT, lambda user: _instant(user.date_joined)))
hold(Holding(_("最近登录"), LOG_IN, WITH_ACCOUNT, lambda user: _instant(user.last_login)))
hold(Holding(_("两步验证"), LOG_IN, WITH_ACCOUNT, _factors))
hold(Holding(_("角色与任期"), _("决定能看什么、办什么"), _("长期；删除后不再能识别到本人"), _roles))
hold(Holding(_("审计记录中的署名"), DUTY, BY_LAW, _names_in_the_chain))
hold(
    Holding(
        _("破窗查阅"), _("让被查阅单位知道谁查阅过"), _("长期；删除后不再能识别到本人"), _openings
    )
)
hold(Holding(_("上传的文件"), _("办理时提交的材料"), _("随所办事项保存"), _files))
