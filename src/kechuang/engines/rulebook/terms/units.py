"""Measure words that may meet: persons are not compared with patents."""

from __future__ import annotations

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.terms.quantities import Quantity, unit_of
from kechuang.engines.wording import Text

# 名 counts persons as 人 does; 个 counts whatever stands before it.
_SAME = {"名": "人", "个": ""}


def counted_in(quantity: Quantity) -> str:
    """The measure word of ``quantity``; empty where it counts nothing in particular."""
    unit = unit_of(quantity)
    return _SAME.get(unit, unit)


def refuse_other_unit(left: Quantity, right: Quantity) -> None:
    """WordingError when both sides count, and count different things."""
    one, other = counted_in(left), counted_in(right)
    if one and other and one != other:
        raise WordingError(
            Text(f"“{one}”与“{other}”不是一个单位", f"“{one}” and “{other}” are different units"),
            Text(f"请写成“{one}”，或换一个事实", f"write “{one}”, or ask another fact"),
        )
