"""Shows a quantity with its numbers filled in: 800.0万元 × 3.65% × 30%."""

from __future__ import annotations

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.quantities import Arithmetic, Quantity
from kechuang.engines.wording import Text

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def explain_quantity(quantity: Quantity, inquiry: Inquiry) -> Text:
    """The formula of a quantity whose value is known for ``inquiry``."""
    if not isinstance(quantity, Arithmetic):
        value = quantity.value(inquiry)
        return Text("?", "?") if value is None else shown(value, quantity.kind)
    left = _within(quantity.left, quantity.operator, inquiry)
    right = _within(quantity.right, quantity.operator, inquiry)
    sign = _SIGNS[quantity.operator]
    return Text(f"{left.zh} {sign} {right.zh}", f"{left.en} {sign} {right.en}")


def _within(part: Quantity, operator: str, inquiry: Inquiry) -> Text:
    told = explain_quantity(part, inquiry)
    is_sum = isinstance(part, Arithmetic) and part.operator in "+-"
    if is_sum and operator in "*/":
        return Text(f"({told.zh})", f"({told.en})")
    return told
