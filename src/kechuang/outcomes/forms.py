"""The form of an outcome."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.identifiers import listed_disciplines
from kechuang.base.registry.checks import LONGEST_TITLE, LONGEST_TITLE_EN
from kechuang.base.registry.fields import (
    AMOUNT_HELP,
    AmountField,
    LinesField,
    ListField,
    OpenChoiceField,
)
from kechuang.base.registry.filters import MATURITY_CHOICES
from kechuang.base.registry.forms import EntryForm
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.technical_fields import TechnicalField
from kechuang.base.registry.wording import said
from kechuang.outcomes.models import Outcome, OwnerShare
from kechuang.outcomes.services import NewOutcome, NewShare
from kechuang.outcomes.states import DiscoveryChannel, RightsKind
from kechuang.parties.models import Party

PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?\s*[%％]?", re.ASCII)
UNKNOWN = [("", _("未填"))]
LONG = {"rows": 5}


def discipline_choices() -> list[tuple[str, str]]:
    """Codes and names of GB/T 13745 in the reader's language."""
    return [(code, f"{code} {said(name)}") for code, name in listed_disciplines()]


class OutcomeForm(EntryForm):
    title = forms.CharField(label=_("名称"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(label=_("英文名称"), max_length=LONGEST_TITLE_EN, required=False)
    owners = LinesField(
        label=_("权利人与份额"),
        least=2,
        most=3,
        help_text=_("每行一位：名称 | 份额% | 统一社会信用代码（可不填）。份额合计正好 100%。"),
    )
    public_summary = forms.CharField(
        label=_("公开摘要"), widget=forms.Textarea(LONG), required=False
    )
    public_summary_en = forms.CharField(
        label=_("英文公开摘要"), widget=forms.Textarea(LONG), required=False
    )
    confidential_text = forms.CharField(
        label=_("保密内容"),
        widget=forms.Textarea(LONG),
        required=False,
        help_text=_("仅权利人与主管部门可见；主管部门每次查看都会留痕。"),
    )
    keywords = ListField(label=_("关键词"), required=False)
    discipline = OpenChoiceField(
        label=_("学科"), choices=lambda: [*UNKNOWN, *discipline_choices()], required=False
    )
    field = OpenChoiceField(
        label=_("技术领域"), choices=[*UNKNOWN, *TechnicalField.choices], required=False
    )
    maturity = forms.TypedChoiceField(
        label=_("技术就绪水平"),
        choices=[*UNKNOWN, *MATURITY_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    rights = forms.ChoiceField(
        label=_("权利类型"), choices=[*UNKNOWN, *RightsKind.choices], required=False
    )
    patent_numbers = ListField(label=_("专利号"), required=False)
    ipc = forms.CharField(label=_("国际专利分类"), max_length=60, required=False)
    channel = forms.ChoiceField(
        label=_("发现渠道"), choices=[*UNKNOWN, *DiscoveryChannel.choices], required=False
    )
    cooperation_modes = forms.MultipleChoiceField(
        label=_("合作方式"),
        choices=CooperationMode.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    price_fen = AmountField(label=_("意向价格"), required=False, help_text=AMOUNT_HELP)

    def __init__(self, *args: Any, hides_confidential: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if hides_confidential:
            del self.fields["confidential_text"]

    def clean_owners(self) -> tuple[NewShare, ...]:
        return tuple(_share(*line) for line in self.cleaned_data["owners"])

    @property
    def content(self) -> NewOutcome:
        given = dict(self.cleaned_data)
        given["cooperation_modes"] = tuple(given["cooperation_modes"])
        return NewOutcome(**given)


def initial_of(outcome: Outcome, *, with_confidential: bool) -> dict[str, Any]:
    """What the form shows for an existing outcome."""
    names = set(OutcomeForm.base_fields) - {"owners", "confidential_text"}
    initial = {name: getattr(outcome, name) for name in names}
    initial["owners"] = [_line(share) for share in outcome.shares.all()]
    if with_confidential:
        initial["confidential_text"] = outcome.confidential_text
    return initial


def _line(share: OwnerShare) -> tuple[str, str, str]:
    percent = f"{share.share_bp // 100}.{share.share_bp % 100:02d}".rstrip("0").rstrip(".")
    return share.owner_name, f"{percent}%", share.party.credit_code if share.party else ""


def _share(name: str, percent: str, credit_code: str) -> NewShare:
    match = PERCENT.fullmatch(percent)
    if match is None:
        raise ValidationError(
            gettext("“%(given)s”不是份额，请写如 60%% 或 33.33%%") % {"given": percent}
        )
    share_bp = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    party = _party(name, credit_code)
    return NewShare(name, share_bp, party.pk if party else None)


def _party(name: str, credit_code: str) -> Party | None:
    """The registered party of that code, or the only one of that name."""
    if not credit_code:
        found = Party.objects.filter(name=name)[:2]
        return found[0] if len(found) == 1 else None
    party = Party.objects.filter(credit_code=credit_code).first()
    if party is None:
        raise ValidationError(gettext("没有登记信用代码为 %(code)s 的主体") % {"code": credit_code})
    return party
