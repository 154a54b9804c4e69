"""An inquiry about one row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact, typed_fact
from kechuang.engines.rulebook.terms.records import Row
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.terms.display import Value


class RowInquiry(Inquiry):
    """Reads the columns of one row; everything else where the ``outer`` inquiry reads it."""

    __slots__ = ("listed", "row")

    def __init__(self, outer: Inquiry, listed: FactDefinition, row: Row) -> None:
        super().__init__(outer.sheet, outer.on, outer.cohorts)
        self.used, self.conflicts, self.chosen = outer.used, outer.conflicts, outer.chosen
        self.listed, self.row = listed, row

    def read(self, definition: FactDefinition, period: str | None) -> Value | None:
        name = definition.name.removeprefix(f"{self.listed.name}.")
        if name == definition.name:
            return super().read(definition, period)
        told = self.row.get(name)
        if told is None:
            one, other = self.listed.label, definition.label
            label = Text(f"{one.zh}·{other.zh}", f"{one.en} · {other.en}")
            self.missing.append(MissingFact(definition.name, None, label, self.listed.source))
            return None
        return typed_fact(self.sheet.subject, Fact(definition.name, told), definition)  # type: ignore[arg-type]
