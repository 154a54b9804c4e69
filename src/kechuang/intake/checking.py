"""From the rows of a table to drafts and rejections; every row is one of the three, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.base.sheets import Rejection, Table
from kechuang.engines.wording import Text
from kechuang.intake.kinds import Column, Draft, Kind, Terms
from kechuang.intake.kinds.fields import Cells

EVERY = 500
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Checked:
    """What a table gives: ``rows_in`` is accepted, rejected and blank rows together."""

    rows_in: int
    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    blank: int
    warnings: tuple[Text, ...]

    @property
    def accepted(self) -> int:
        return len(self.drafts)

    @property
    def rejected(self) -> int:
        return len({rejection.row for rejection in self.rejections})

    @property
    def counts(self) -> dict[str, int]:
        names = ("rows_in", "accepted", "rejected", "blank")
        return {name: getattr(self, name) for name in names}


def check_table(
    kind: Kind,
    table: Table,
    columns: Sequence[Column],
    terms: Terms,
    *,
    progress: Progress = lambda rows: None,
) -> Checked:
    """Read every row; nothing is written."""
    drafts: list[Draft] = []
    rejections: list[Rejection] = []
    earlier = Earlier()
    blank = 0
    for done, row in enumerate(table.rows, start=1):
        if row.is_blank:
            blank += 1
        else:
            cells = Cells(row, columns)
            draft = kind.draft(cells, terms)
            found = cells.rejections or earlier.objections(draft)
            rejections += found
            drafts += [] if found else [draft]
        if done % EVERY == 0 or done == len(table.rows):
            progress((done - 1) % EVERY + 1)
    told = (*table.warnings, *(w for draft in drafts for w in draft.warnings))
    warnings = tuple(dict.fromkeys(told))
    return Checked(len(table.rows), tuple(drafts), tuple(rejections), blank, warnings)


class Earlier:
    """What the accepted rows before this one have taken."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.subjects: dict[str, tuple[int, Any]] = {}

    def objections(self, draft: Draft) -> list[Rejection]:
        """Why ``draft`` cannot stand beside them; without any it is remembered."""
        found = [*self._repeated(draft), *self._contradicting(draft)][:1]
        if not found:
            self.keys.update(dict.fromkeys(draft.keys, draft.row))
            if draft.subject:
                self.subjects.setdefault(draft.subject[0], (draft.row, draft.subject[1]))
        return found

    def _repeated(self, draft: Draft) -> Iterator[Rejection]:
        first = next((self.keys[key] for key in draft.keys if key in self.keys), None)
        if first is not None:
            zh, en = (
                f"与第 {first} 行重复；请保留一行",
                f"It repeats row {first}; keep one of the two",
            )
            yield Rejection(draft.row, "", Text(zh, en))

    def _contradicting(self, draft: Draft) -> Iterator[Rejection]:
        name, said = draft.subject or ("", None)
        first, said_before = self.subjects.get(name, (0, said))
        if said != said_before:
            zh = f"与第 {first} 行对同一主体的登记信息不一致；请统一"
            en = f"It registers the party otherwise than row {first} does; make them agree"
            yield Rejection(draft.row, "", Text(zh, en))
