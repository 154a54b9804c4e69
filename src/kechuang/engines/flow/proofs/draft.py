"""What the proofs look at: a procedure as read, and how to refuse a line of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """One procedure before it is trusted. ``is_whole`` is false when parts could not be read,
    so that what seems missing may only be unread."""

    file: str
    procedure: Procedure
    reading: Reading

    @property
    def is_whole(self) -> bool:
        return not self.reading.problems.is_partial

    def problem(self, line: int, name: str, why: Text, mend: Text) -> PackError:
        what = Text(f"“{name}”", f"“{name}”")
        return PackError(file=self.file, line=line, what=what, why=why, mend=mend)


Proof = Callable[[Draft], Iterator[PackError]]
