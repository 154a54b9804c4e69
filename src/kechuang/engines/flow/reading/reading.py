"""What reading one pack gathers on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kechuang.engines.flow.forms.fields import Field
from kechuang.engines.flow.reading.names import Names
from kechuang.engines.packfile import Located, PackError, Problems
from kechuang.engines.wording import Text


@dataclass
class Reading:
    """The problems found so far, the names of the pack, and the fields read already.

    ``misfits`` are operands, bounds and defaults that do not fit the type of their field.
    """

    problems: Problems
    names: Names
    misfits: list[PackError] = field(default_factory=list)
    fields: Mapping[str, Field] = field(default_factory=dict)

    def source_of(self, part: Located) -> str:
        return self.names.refer("source", part)

    def misfit(self, part: Located, why: Text, mend: Text) -> None:
        what = Text(f"“{part.name}”", f"“{part.name}”")
        self.misfits.append(
            PackError(file=part.file, line=part.line, what=what, why=why, mend=mend)
        )
