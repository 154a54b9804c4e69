"""Facts as people read them, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from kechuang.design.formatting import written_money, written_percent
from kechuang.engines.wording import Text
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import FactValue


def fact_label(name: str) -> str:
    """What the fact is called; a name that the catalogue no longer has is shown as it is."""
    definition = fact_catalogue().get(name)
    return definition.label.said_in(_language()) if definition else name


def written_fact(name: str, value: FactValue, unit: str = "") -> str:
    """The value with its unit: 3,120万元 or CNY 31.2 million, 5.2%, 是 or Yes, 37 人 or 37."""
    definition = fact_catalogue().get(name)
    kind = definition.type if definition else ""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if kind == "money":
        return written_money(int(str(value)), _language())
    if kind == "ratio":
        return written_percent(int(str(value)))
    return f"{value} {_written_unit(kind, unit)}".strip()


def _written_unit(kind: str, unit: str) -> str:
    """English labels already say what is counted."""
    return Text(unit, "days" if kind == "days" else "").said_in(_language())


def _language() -> str:
    return get_language() or "zh-hans"
