"""The form of a new grant; its funds and tranches have rows of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.ledger.forms.asking import DAY, MoneyForm
from kechuang.ledger.forms.grant_rows import Choices, FundRows, TrancheRows
from kechuang.ledger.forms.grounds import ground_field, ground_kind_field
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import Scheme
from kechuang.ledger.refusals import yuan
from kechuang.ledger.selectors.budget import open_reservations
from kechuang.ledger.services import GrantPlan, Rule
from kechuang.ledger.states import GrantMode, GroundKind
from kechuang.packs.selectors import current_packs
from kechuang.parties.models import Party
from kechuang.parties.selectors import listed_parties

SHOWN_CANDIDATES = 5


class PartyField(forms.CharField):
    """A registered party by its credit code, its name, or a part of its name that is its alone."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        parties = listed_parties()
        exact = parties.filter(credit_code=text.upper()).first()
        return exact or self._only(parties.filter(name=text)) or self._only_like(text)

    def _only(self, found: QuerySet[Party]) -> Party | None:
        return found.first() if found.count() == 1 else None

    def _only_like(self, text: str) -> Party:
        found = list(listed_parties().filter(name__icontains=text)[: SHOWN_CANDIDATES + 1])
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(_not_one(found))


def _not_one(found: Sequence[Party]) -> str:
    if not found:
        return gettext("没有这家单位；请核对名称或统一社会信用代码，未登记的先登记主体")
    shown = gettext("、").join(f"{p.name}（{p.credit_code}）" for p in found[:SHOWN_CANDIDATES])
    return gettext("有多家单位符合，请写信用代码：%(parties)s") % {"parties": shown}


class GrantForm(MoneyForm):
    """Who is paid, on which ground, for which period, by which decision and rule."""

    scheme = forms.ModelChoiceField(
        label=_("专项"), queryset=Scheme.objects.all(), to_field_name="code", empty_label=None
    )
    party = PartyField(
        label=pgettext_lazy("one", "受资助单位"),
        max_length=200,
        help_text=_("名称或统一社会信用代码"),
    )
    title = forms.CharField(label=_("项目名称"), max_length=200)
    ground_kind, ground = ground_kind_field(), ground_field()
    ground_words = forms.CharField(
        label=_("事由说明"), max_length=60, required=False, help_text=_("只作说明，不参与比对。")
    )
    period_from = forms.DateField(label=_("期间自"), widget=DAY)
    period_to = forms.DateField(label=_("期间至"), widget=DAY)
    mode = forms.ChoiceField(label=_("方式"), choices=GrantMode.choices)
    decision = forms.CharField(label=_("决定文号"), max_length=200)
    clause = forms.ChoiceField(label=_("依据条款"), required=False)
    reservation = forms.ChoiceField(
        label=_("占用的预留"), required=False, help_text=_("记账时一并释放这笔预留。")
    )
    entitlement = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["clause"].choices = _clauses()  # type: ignore[attr-defined]
        self.fields["reservation"].choices = _reservations()  # type: ignore[attr-defined]

    def rule(self) -> Rule:
        given = self.cleaned_data
        pack_id, _bar, clause = given["clause"].partition("|")
        digests = {pack.id: pack.digest for pack in current_packs()}
        if pack_id not in digests:
            return Rule(entitlement_id=given["entitlement"])
        return Rule(pack_id, digests[pack_id], clause, given["entitlement"])

    def plan(self, funds: FundRows, tranches: TrancheRows) -> GrantPlan:
        given = self.cleaned_data
        names = ("scheme", "party", "title", "period_from", "period_to", "decision")
        return GrantPlan(
            **{name: given[name] for name in names},
            ground=Ground(GroundKind(given["ground_kind"]), given["ground"], given["ground_words"]),
            mode=GrantMode(given["mode"]),
            funds=funds.plans(),
            tranches=tranches.plans(),
            rule=self.rule(),
        )

    def content_of(self, plan: GrantPlan) -> dict[str, Any]:
        return plan.as_content() | {"reservation": self.cleaned_data["reservation"] or None}


def _clauses() -> Choices:
    return [("", "—")] + [
        (f"{pack.id}|{clause.id}", f"{said(pack.title)} · {said(clause.title)}")
        for pack in current_packs()
        for clause in pack.clauses
    ]


def _reservations() -> Choices:
    return [("", "—")] + [
        (str(held.pk), f"{held.voucher} · {held.voucher.decision} · {yuan(held.amount_fen)}")
        for held in open_reservations()
    ]
