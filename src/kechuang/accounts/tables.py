"""The list of people."""

from __future__ import annotations

from collections.abc import Iterable

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import BreakGlass, Membership, User
from kechuang.base.registry.columns import UNBROKEN


class AccountTable(tables.Table):
    """Rows are people with ``current_memberships``."""

    username = tables.Column(
        verbose_name=_("用户名"), linkify=("accounts:detail", {"pk": tables.A("pk")})
    )
    full_name = tables.Column()
    roles = tables.Column(
        verbose_name=_("角色"), accessor="current_memberships", orderable=False, empty_values=()
    )
    parties = tables.Column(
        verbose_name=_("所属单位"), accessor="current_memberships", orderable=False, empty_values=()
    )
    is_active = tables.Column(verbose_name=_("状态"))
    last_login = tables.DateTimeColumn(
        verbose_name=_("最近登录"), format="Y-m-d H:i", attrs=UNBROKEN
    )

    class Meta:
        model = User
        fields = ["username", "full_name", "roles", "parties", "is_active", "last_login"]
        empty_text = _("没有符合条件的账号")

    def render_full_name(self, record: User) -> str:
        return str(record)

    def render_roles(self, value: list[Membership]) -> str:
        return _joined(membership.get_role_display() for membership in value)

    def render_parties(self, value: list[Membership]) -> str:
        return _joined(m.party.shown_name for m in value if m.party)

    def render_is_active(self, value: bool) -> str:
        tone, word = ("good", _("在用")) if value else ("warn", _("已停用"))
        return format_html('<span class="badge badge-{}">{}</span>', tone, word)

    def value_is_active(self, value: bool) -> str:
        return str(_("在用") if value else _("已停用"))


class OpeningTable(tables.Table):
    """Who opened whose restricted records; the number leads to what was read."""

    pk = tables.Column(verbose_name=_("编号"), linkify=("accounts:opening", {"pk": tables.A("pk")}))
    party = tables.Column(accessor="party__shown_name", order_by="party__name")
    opened_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)
    until = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)
    closed_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)

    class Meta:
        model = BreakGlass
        fields = ["pk", "party", "user", "reason", "opened_at", "until", "closed_at"]
        empty_text = _("还没有人破窗查阅")


def _joined(names: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(names)) or "—"
