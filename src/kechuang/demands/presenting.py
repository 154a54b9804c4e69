"""A demand as label and value, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from kechuang.base.identifiers import industry_name
from kechuang.base.registry.technical_fields import field_label
from kechuang.base.registry.wording import amount_label, mode_labels, said
from kechuang.demands.models import Demand
from kechuang.demands.states import Confidentiality
from kechuang.engines.wording import Text

Rows = list[tuple[str, object]]


def described(demand: Demand) -> Rows:
    """The public facts of a demand; what is unknown stays a dash."""
    maturity = demand.needed_maturity
    return [
        (gettext("公开程度"), demand.get_confidentiality_display()),
        (gettext("技术领域"), field_label(demand.field) or None),
        (gettext("国民经济行业"), industry_label(demand.industry_code)),
        (gettext("所需技术就绪水平"), f"TRL {maturity}" if maturity else None),
        (gettext("预算"), amount_label(demand.budget_fen)),
        (gettext("期望完成时间"), deadline_label(demand)),
        (gettext("合作方式"), mode_labels(demand.cooperation_modes)),
        (gettext("数据来源"), demand.source or gettext("平台登记")),
    ]


def enterprise_label(demand: Any) -> str:
    """The enterprise of one of ``visible_demands`` as its reader may know it, or why not."""
    if demand.shown_name:
        return said(Text(demand.shown_name, demand.shown_name_en or demand.shown_name))
    is_named = demand.confidentiality == Confidentiality.PUBLIC
    return gettext("来源未写明企业") if is_named else gettext("匿名企业")


def industry_label(code: str) -> str | None:
    return said(industry_name(code)) if code else None


def deadline_label(demand: Demand) -> str | None:
    """In the precision it was given in: 2027年3月 is not 2027-03-31."""
    return said(demand.deadline.text) if demand.deadline else None
