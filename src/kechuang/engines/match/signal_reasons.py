"""What each structured signal did to a score, in words; unknown is said as 未知."""

from __future__ import annotations

import numpy as np

from kechuang.engines.match.records import Attributes, MatchReason
from kechuang.engines.match.signals import SIGNALS, UNKNOWN, AttributeTable, Signal, asked, percents
from kechuang.engines.wording import Text


def signal_reasons(
    table: AttributeTable, wanted: Attributes, at: int, text_score: int
) -> tuple[MatchReason, ...]:
    """One reason per signal that the query asks for; points are of ``text_score``."""
    used = [signal for signal in SIGNALS if asked(signal, wanted) is not None]
    return tuple(_reason(signal, table, wanted, at, text_score) for signal in used)


def _reason(
    signal: Signal, table: AttributeTable, wanted: Attributes, at: int, text_score: int
) -> MatchReason:
    percent = int(percents(signal, table, wanted, np.array([at]))[0])
    offered = _offered(signal, table, at)
    need = _said(signal, str(wanted[signal.wanted]))
    have = _said(signal, offered) if offered else Text("未知", "unknown")
    detail = Text(
        f"需求 {need.zh}，成果 {have.zh}（{_effect(percent, offered).zh}）",
        f"needed {need.en}, offered {have.en} ({_effect(percent, offered).en})",
    )
    return MatchReason(signal.kind, signal.label, text_score * percent // 100, detail)


def _offered(signal: Signal, table: AttributeTable, at: int) -> str:
    number = int(table.columns[signal.offered][at])
    if number == UNKNOWN:
        return ""
    return table.words[signal.offered][number] if signal.offered in table.words else str(number)


def _said(signal: Signal, value: str) -> Text:
    if signal.kind == "maturity":
        return Text(f"TRL {value}", f"TRL {value}")
    if signal.kind == "budget":
        yuan = f"{int(value) // 100:,}.{int(value) % 100:02d}"
        return Text(f"{yuan} 元", f"CNY {yuan}")
    return Text(value, value)


def _effect(percent: int, offered: str) -> Text:
    if not offered:
        return Text("未知，不加分也不减分", "unknown: neither adds nor takes points")
    return Text(f"{percent:+d}%", f"{percent:+d}%")
