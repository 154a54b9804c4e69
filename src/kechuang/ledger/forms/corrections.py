"""Forms about what was promised or paid already: accept, release, claw back, recover, reverse."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.forms.asking import MoneyForm, amount_field, reason_field


class AcceptForm(MoneyForm):
    """``about`` is the tranche."""

    acceptance = forms.CharField(label=_("验收文号"), max_length=200)
    amount_fen = amount_field(
        required=False,
        help_text=_("留空为全额；少于节点金额的部分退回预算项目。以万元为单位，也可写明单位。"),
    )

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("acceptance", "amount_fen")
        return {"tranche": self.about.pk, **{name: given[name] for name in names}}


class ReleaseForm(MoneyForm):
    """``about`` is the grant."""

    reason = reason_field(label=_("核减原因"))
    is_cancelled = forms.BooleanField(
        label=_("整个立项取消（该事由以后可重新立项）"), required=False
    )

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("reason", "is_cancelled")
        return {"grant": self.about.number, **{name: given[name] for name in names}}


class ClawBackForm(MoneyForm):
    """``about`` is the fund's share."""

    amount_fen = amount_field(label=_("追回金额"))
    reason = reason_field(label=_("追回原因"))
    decision = forms.CharField(label=_("决定文号"), max_length=200)

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("amount_fen", "reason", "decision")
        return {"share": self.about.pk, **{name: given[name] for name in names}}


class RecoveryForm(MoneyForm):
    """``about`` is the claw-back."""

    amount_fen = amount_field(label=_("到账金额"))
    serial = forms.CharField(
        label=_("银行回单号"), max_length=60, help_text=_("同一回单号只入账一次。")
    )

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("amount_fen", "serial")
        return {"claw_back": self.about.pk, **{name: given[name] for name in names}}


class ReturnForm(MoneyForm):
    """``about`` is the payment; the day of the books is the bank's."""

    serial = forms.CharField(label=_("银行退汇号"), max_length=60)
    reason = reason_field(
        label=_("退汇原因"), help_text=_("照银行回单填写，如：账号与户名不符、账户已销户。")
    )

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("serial", "reason")
        return {"item": self.about.number, **{name: given[name] for name in names}}


class ReverseForm(MoneyForm):
    """``about`` is the voucher."""

    reason = reason_field(label=_("冲销原因"))

    @property
    def content(self) -> dict[str, Any]:
        return {"voucher": self.about.pk, "reason": self.cleaned_data["reason"]}
