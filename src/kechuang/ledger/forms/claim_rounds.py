"""Forms of claim rounds: opened, filled with claims, allotted by two people."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.base.clock import today
from kechuang.ledger.forms.asking import DAY, MoneyForm, amount_field
from kechuang.ledger.forms.grants import PartyField
from kechuang.ledger.forms.grounds import ground_field, ground_kind_field
from kechuang.ledger.selectors.claim_rounds import working_of
from kechuang.ledger.services import NewClaim, RoundTerms
from kechuang.ledger.states import Condition, GrantMode, GroundKind


class RoundForm(forms.Form):
    """What all grants of the round have in common."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(
        label=_("轮次名称"), max_length=200, help_text=_("例如：2026 年技术合同补助第一批")
    )
    closes_on = forms.DateField(
        label=_("申报截止日"), widget=DAY, help_text=_("含当日；次日起可以分配，不再收件。")
    )
    period_from = forms.DateField(label=_("期间自"), widget=DAY)
    period_to = forms.DateField(label=_("期间至"), widget=DAY)
    mode = forms.ChoiceField(label=_("方式"), choices=GrantMode.choices, initial=GrantMode.AFTER)
    condition = forms.ChoiceField(
        label=_("拨付条件"), choices=Condition.choices, initial=Condition.COMPLETION
    )

    def terms(self) -> RoundTerms:
        given = {name: value for name, value in self.cleaned_data.items() if name != "request_id"}
        given["mode"], given["condition"] = GrantMode(given["mode"]), Condition(given["condition"])
        return RoundTerms(**given)


class ClaimForm(forms.Form):
    """One party's claim and the paper it stands in."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    party = PartyField(
        label=pgettext_lazy("one", "申报单位"),
        max_length=200,
        help_text=_("名称或统一社会信用代码"),
    )
    title = forms.CharField(label=_("项目名称"), max_length=200)
    ground_kind, ground = ground_kind_field(), ground_field()
    claimed_fen = amount_field(label=_("申报金额"))
    counted_fen = amount_field(
        label=_("核定上限"),
        required=False,
        help_text=_("最多可得，也是分摊的权重；留空即申报金额。以万元为单位，也可写明单位。"),
    )
    origin = forms.CharField(
        label=_("金额来源"),
        max_length=300,
        help_text=_("金额出自哪份材料，例如：申报书第 3 页、专项审计报告附表 2"),
    )

    def claim(self) -> NewClaim:
        given = {name: value for name, value in self.cleaned_data.items() if name != "request_id"}
        counted = given.pop("counted_fen")
        given["ground_kind"] = GroundKind(given["ground_kind"])
        limit = given["claimed_fen"] if counted is None else counted
        return NewClaim(**given, counted_fen=limit)


class AllotClaimsForm(MoneyForm):
    """``about`` is the round; what the preparer saw goes along, so that both see the same."""

    decision = forms.CharField(label=_("决定文号"), max_length=200)

    @property
    def content(self) -> dict[str, Any]:
        return {
            "round": self.about.pk,
            "decision": self.cleaned_data["decision"],
            "working": working_of(self.about).digest(),
        }


def blank_round() -> RoundForm:
    """A form for claims of this year."""
    year = today().year
    return RoundForm(initial={"period_from": f"{year}-01-01", "period_to": f"{year}-12-31"})
