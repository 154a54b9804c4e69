"""Which groups a code may be asked about: places, industries, and the groups of the catalogue."""

from __future__ import annotations

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.terms.codes import is_known_industry
from kechuang.engines.rulebook.terms.qualities import Membership
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.wording import Text

_REGION_FACT_SUFFIX = "region_code"
_REGION_DIGITS = 6


def membership_of(fact: FactOf, groups: tuple[str, ...]) -> Membership:
    """The membership test; WordingError for a group that nothing can be in."""
    definition = fact.definition
    is_region = definition.name.endswith(_REGION_FACT_SUFFIX)
    for group in groups:
        _refuse_unknown(definition, group, is_region=is_region)
    return Membership(fact, groups, is_region)


def _refuse_unknown(definition: FactDefinition, group: str, *, is_region: bool) -> None:
    if definition.groups:
        known = [name for key, members in definition.groups for name in (key, *members)]
        if group not in known:
            why = Text(f"没有代码“{group}”", f"there is no code “{group}”")
            raise WordingError(why, nearest(group, known))
        return
    if is_region and not (group.isdigit() and len(group) == _REGION_DIGITS):
        raise WordingError(
            Text(f"“{group}”不是六位行政区划代码", f"“{group}” is no six-digit region code"),
            Text("全省写 350000，福清写 350181", "write 350000 for a province, 350181 for Fuqing"),
        )
    if not is_region and not is_known_industry(group):
        raise WordingError(
            Text(f"GB/T 4754 中没有“{group}”", f"GB/T 4754 has no “{group}”"),
            Text("写门类 C、大类 C39 或小类 C3911", "write a section C, a division C39 or C3911"),
        )
