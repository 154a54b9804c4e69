"""Filters of the list of people."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import BreakGlass, User
from kechuang.accounts.selectors import valid_memberships
from kechuang.base.clock import today
from kechuang.base.roles import Role

STANDING = [("true", _("在用")), ("false", _("已停用"))]


class OpeningFilter(django_filters.FilterSet):
    party = django_filters.CharFilter(
        label=_("单位名称"), field_name="party__name", lookup_expr="icontains"
    )
    user = django_filters.CharFilter(
        label=_("查阅人"), field_name="user__full_name", lookup_expr="icontains"
    )

    class Meta:
        model = BreakGlass
        fields: list[str] = []


class AccountFilter(django_filters.FilterSet):
    """Role and organisation are those of today."""

    username = django_filters.CharFilter(label=_("用户名"), lookup_expr="icontains")
    full_name = django_filters.CharFilter(label=_("姓名"), lookup_expr="icontains")
    role = django_filters.ChoiceFilter(label=_("角色"), choices=Role.choices, method="of_role")
    party = django_filters.CharFilter(label=_("单位名称或信用代码"), method="of_party")
    is_active = django_filters.ChoiceFilter(label=_("状态"), choices=STANDING, method="of_standing")

    class Meta:
        model = User
        fields: list[str] = []

    def of_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        memberships = valid_memberships(on=today()).filter(role=value)
        return queryset.filter(pk__in=memberships.values("user"))

    def of_party(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        value = value.strip()
        named = (
            Q(party__name__icontains=value)
            | Q(party__name_en__icontains=value)
            | Q(party__credit_code__istartswith=value)
        )
        memberships = valid_memberships(on=today()).filter(named)
        return queryset.filter(pk__in=memberships.values("user"))

    def of_standing(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(is_active=value == "true")
