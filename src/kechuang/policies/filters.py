"""Filters of the policy library."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.policies.models import PolicyDocument

CLAUSE_KINDS = [
    ("recognition", _("资格认定")),
    ("tax", _("税收优惠")),
    ("subsidy", _("补助")),
    ("voucher", _("创新券")),
]


class PolicyFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("标题、文号或条款"), method="search")
    region = django_filters.CharFilter(label=_("适用地区代码"), lookup_expr="startswith")
    kind = django_filters.ChoiceFilter(
        label=_("类型"), choices=CLAUSE_KINDS, field_name="clauses__kind", distinct=True
    )

    class Meta:
        model = PolicyDocument
        fields: list[str] = []

    def search(
        self, queryset: QuerySet[PolicyDocument], name: str, value: str
    ) -> QuerySet[PolicyDocument]:
        """Match titles in both languages, the document number and clause titles."""
        return queryset.filter(
            Q(title__icontains=value)
            | Q(title_en__icontains=value)
            | Q(doc_no__icontains=value)
            | Q(clauses__title__icontains=value)
            | Q(clauses__title_en__icontains=value)
        ).distinct()
