"""Ceilings of the whole and of some kinds, only where the pack states one with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.engines.lumpsum.elements import Ceiling, NegativeList
from kechuang.engines.lumpsum.expenses import Finding, Verdict
from kechuang.engines.lumpsum.refusals import ExpenseError
from kechuang.engines.wording import Text

_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class CeilingFinding:
    """``spent_fen`` is certain, ``open_fen`` may come under the ceiling as well; ``most_fen`` is
    rounded down to the fen. Refused above the ceiling, to be looked at where only the open
    expenses would take it there."""

    ceiling: Ceiling
    spent_fen: int
    open_fen: int
    most_fen: int
    verdict: Verdict

    def explained(self) -> Text:
        label, open_zh, open_en = self.ceiling.label, "", ""
        if self.open_fen:
            open_zh = f"，另有{_yuan(self.open_fen)}元待核对"
            open_en = f", and {_yuan(self.open_fen)} yuan to be looked at"
        return Text(
            f"{label.zh}：已支出{_yuan(self.spent_fen)}元{open_zh}，上限{_yuan(self.most_fen)}元",
            f"{label.en}: {_yuan(self.spent_fen)} yuan spent{open_en}, "
            f"ceiling {_yuan(self.most_fen)} yuan",
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "ceiling": self.ceiling.id,
            "spent_fen": self.spent_fen,
            "open_fen": self.open_fen,
            "most_fen": self.most_fen,
            "verdict": self.verdict.value,
            "why": self.explained()._asdict(),
        }


def judge_ceilings(
    findings: Sequence[Finding], pack: NegativeList, *, granted_fen: int
) -> tuple[CeilingFinding, ...]:
    """Every ceiling of ``pack`` over expenses already judged; refused ones count as not paid."""
    if granted_fen < 0:
        raise ExpenseError(
            Text("立项经费", "the sum granted"),
            Text("不能为负", "is below zero"),
            Text("请核对任务书", "check the contract"),
        )
    return tuple(_judge(ceiling, findings, granted_fen) for ceiling in pack.ceilings.values())


def _judge(ceiling: Ceiling, findings: Sequence[Finding], granted_fen: int) -> CeilingFinding:
    spent = open_sum = 0
    for finding in findings:
        amount = finding.expense.amount_fen
        if finding.verdict is Verdict.REFUSED or _is_under(ceiling, finding) is False:
            continue
        is_open = finding.verdict is not Verdict.ALLOWED or _is_under(ceiling, finding) is None
        spent, open_sum = (spent, open_sum + amount) if is_open else (spent + amount, open_sum)
    most = granted_fen * ceiling.most_bp // _WHOLE_BP
    return CeilingFinding(ceiling, spent, open_sum, most, _verdict(spent, open_sum, most))


def _is_under(ceiling: Ceiling, finding: Finding) -> bool | None:
    if not ceiling.kinds:
        return True
    return None if finding.kind is None else finding.kind.id in ceiling.kinds


def _verdict(spent: int, open_sum: int, most: int) -> Verdict:
    if spent > most:
        return Verdict.REFUSED
    return Verdict.TO_BE_LOOKED_AT if spent + open_sum > most else Verdict.ALLOWED


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"
