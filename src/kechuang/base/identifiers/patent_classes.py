"""International Patent Classification symbols (WIPO, Strasbourg Agreement): syntax and sections.

The Y section belongs to the Cooperative Patent Classification and is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kechuang.base.identifiers.characters import quoted, upper_code
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

SECTIONS = {
    "A": Text("人类生活必需", "Human necessities"),
    "B": Text("作业；运输", "Performing operations; transporting"),
    "C": Text("化学；冶金", "Chemistry; metallurgy"),
    "D": Text("纺织；造纸", "Textiles; paper"),
    "E": Text("固定建筑物", "Fixed constructions"),
    "F": Text(
        "机械工程；照明；加热；武器；爆破",
        "Mechanical engineering; lighting; heating; weapons; blasting",
    ),
    "G": Text("物理", "Physics"),
    "H": Text("电学", "Electricity"),
}
SYMBOL = re.compile(
    r"(?P<section>[A-H])(?:(?P<number>[0-9]{2})(?:(?P<letter>[A-Z])"
    r"(?: *(?P<group>[1-9][0-9]{0,3})/(?P<subgroup>[0-9]{2,6}))?)?)?"
    r"(?: *\([0-9]{4}\.[0-9]{2}\))?"
)
PARTS = ("section", "number", "letter", "group", "subgroup")


@dataclass(frozen=True)
class PatentClass:
    """One symbol; the parts below its own level are ""."""

    section: str
    class_number: str = ""
    subclass_letter: str = ""
    main_group: str = ""
    subgroup: str = ""

    @property
    def section_name(self) -> Text:
        return SECTIONS[self.section]

    @property
    def subclass(self) -> str:
        """``G06F``, or as much of it as the symbol has."""
        return self.section + self.class_number + self.subclass_letter

    def is_under(self, other: PatentClass) -> bool:
        """Whether this is ``other`` or inside it; a main group (…/00) holds its subgroups."""
        if not other.main_group:
            return self.subclass.startswith(other.subclass)
        is_same_group = (self.subclass, self.main_group) == (other.subclass, other.main_group)
        return is_same_group and (other.subgroup == "00" or self.subgroup == other.subgroup)

    def __str__(self) -> str:
        return self.subclass + (f" {self.main_group}/{self.subgroup}" if self.main_group else "")


def parse_patent_class(raw: str) -> PatentClass:
    """``G06F 17/30``, ``G06F17/30(2019.01)``, ``G06F``, ``G06`` or ``G`` as a symbol, or refuse."""
    match = SYMBOL.fullmatch(upper_code(raw))
    if match is None:
        raise IdentifierError(
            Text(f"{quoted(raw)}不是国际专利分类号", f"{quoted(raw)} is no IPC symbol"),
            Text(
                "应为部（A至H）、两位大类、小类字母、大组/小组",
                "it needs a section A to H, two digits, a letter, and group/subgroup",
            ),
            Text("请核对，例如 G06F 17/30", "Check it, for example G06F 17/30"),
        )
    return PatentClass(*(match[part] or "" for part in PARTS))
