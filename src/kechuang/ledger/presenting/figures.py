"""A figure of the board in words."""

from __future__ import annotations

from kechuang.base.registry.wording import both_languages
from kechuang.design.codes import region_name
from kechuang.engines.wording import Text
from kechuang.ledger.models import Scheme
from kechuang.ledger.selectors.figures import Asked
from kechuang.ledger.states import FundSource


def figure_words(asked: Asked) -> Text:
    """``2026 年度预算 · 研发补助专项 · 已支付``."""
    label = both_languages(asked.figure.label)
    cuts = [_cut(name, value) for name, value in asked.cuts.items()]
    zh = " · ".join([f"{asked.year} 年度预算", *(cut.zh for cut in cuts), label.zh])
    en = " · ".join([f"Budget {asked.year}", *(cut.en for cut in cuts), label.en])
    return Text(zh, en)


def _cut(name: str, value: str) -> Text:
    if name == "scheme":
        scheme = Scheme.objects.filter(code=value).first()
        return Text(scheme.name, scheme.name_en) if scheme else Text(value, value)
    if name == "source" and value in FundSource:
        return both_languages(FundSource(value).label)
    if name == "district":
        return Text(region_name(value, "zh-hans"), region_name(value, "en"))
    return Text(value, value)
