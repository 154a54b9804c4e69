"""What the explaining evaluator says of the rows that the columns cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.columns.frames import Frame
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.sheets import sheet_of
from kechuang.engines.rulebook.columns.standings import cohorts_of
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.needs import facts_needed
from kechuang.engines.rulebook.packs import Clause, Pack


@dataclass
class Explained:
    """Answers of the explaining evaluator for single rows of a block, asked once each."""

    plan: Plan
    frame: Frame
    asked: dict[tuple[str, int], dict[str, Answer]] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)

    def answer(self, pack: Pack, clause: Clause, row: int) -> Answer:
        key = (pack.id, row)
        if key not in self.asked:
            sheet = sheet_of(self._read_by(pack), row, self.plan.catalogue)
            cohorts = cohorts_of(self.plan, self.frame, row, sheet)
            answers = evaluate(pack, sheet, on=self.plan.on, cohorts=cohorts)
            self.asked[key] = {answer.clause_id: answer for answer in answers}
        return self.asked[key][clause.id]

    def _read_by(self, pack: Pack) -> Frame:
        """Only what ``pack`` reads: a sheet of all facts costs more than its answer."""
        if pack.id not in self.frames:
            self.frames[pack.id] = self.frame.only(facts_needed([pack], on=self.plan.on))
        return self.frames[pack.id]
