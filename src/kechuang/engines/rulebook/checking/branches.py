"""Refuses cases that can never be reached, and definitions that nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.checking.ranges import Range, covers, natural_range, ranges_of
from kechuang.engines.rulebook.terms.guards import Guard, TestGuard
from kechuang.engines.rulebook.terms.quantities import Named, Quantity
from kechuang.engines.rulebook.walking import walk_rules
from kechuang.engines.wording import Text


def refuse_unreachable(listed: Sequence[Located], guards: Sequence[Guard]) -> None:
    """A case whose values earlier cases have taken already: ``x <= 3`` after ``x <= 5``."""
    taken: dict[Quantity, list[Range]] = {}
    for part, guard in zip(listed, guards, strict=True):
        found = ranges_of(guard.test) if isinstance(guard, TestGuard) else None
        if found is None:
            continue
        quantity, own = found
        earlier = taken.setdefault(quantity, [])
        whole = natural_range(quantity).meet(own)
        if whole.is_empty or covers(earlier, whole):
            part.refuse(
                Text("前面的情形已包括这一情形，永远轮不到", "earlier cases leave nothing for it"),
                Text("请从窄到宽排列，或核对界值", "order them from narrow to wide"),
            )
        earlier.append(own)


def refuse_unused(part: Located | None, defined: Iterable[str], rules: Iterable[object]) -> None:
    """A definition that no clause uses."""
    if part is None:
        return
    used = {node.name for rule in rules for node in walk_rules(rule) if isinstance(node, Named)}
    for name in defined:
        if name not in used:
            part.fields[name].refuse(
                Text(f"定义了“{name}”，却没有用到", f"“{name}” is defined and never used"),
                Text("请在条件或金额中使用，或删去", "use it in a condition or amount, or drop it"),
            )
