"""An outcome as label and value, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from kechuang.base.identifiers import IdentifierError, discipline_name
from kechuang.base.registry.technical_fields import field_label
from kechuang.base.registry.wording import amount_label, mode_labels, said
from kechuang.outcomes.models import Outcome

Rows = list[tuple[str, object]]


def described(outcome: Outcome) -> Rows:
    """The public facts of an outcome; what is unknown stays a dash."""
    return [
        (gettext("学科"), discipline_label(outcome.discipline)),
        (gettext("技术领域"), field_label(outcome.field) or None),
        (gettext("技术就绪水平"), f"TRL {outcome.maturity}" if outcome.maturity else None),
        (gettext("权利类型"), outcome.get_rights_display() or None),
        (gettext("专利号"), gettext("、").join(outcome.patent_numbers) or None),
        (gettext("国际专利分类"), outcome.ipc or None),
        (gettext("发现渠道"), outcome.get_channel_display() or None),
        (gettext("合作方式"), mode_labels(outcome.cooperation_modes)),
        (gettext("意向价格"), amount_label(outcome.price_fen)),
        (gettext("关键词"), gettext("、").join(outcome.keywords) or None),
        (gettext("数据来源"), outcome.source or gettext("平台登记")),
    ]


def discipline_label(discipline: str) -> str | None:
    """The name of a GB/T 13745 code; other text as it is."""
    try:
        return said(discipline_name(discipline)) if discipline else None
    except IdentifierError:
        return discipline
