"""``bench rules``: made policies asked of made firms, in processor seconds of one process."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import click

from kechuang.engines.rulebook.columns.answering import ask_block
from kechuang.engines.rulebook.columns.drawn import UNKNOWN, drawn_firms
from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame
from kechuang.engines.rulebook.columns.made import SEED, made_catalogue, made_firms, made_packs
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import how_many
from kechuang.engines.rulebook.columns.running import Question, plan_of
from kechuang.engines.rulebook.columns.sheets import sheet_of
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.packs import Pack

PATH = click.Path(exists=True, file_okay=False, path_type=Path)
ON = date(2026, 11, 21)
CHUNK = 4 * DEFAULT_BLOCK


class Make(Protocol):
    def __call__(self, rows: int, *, seed: int) -> Frame: ...


class Figures(NamedTuple):
    """``seconds`` of the processor for asking alone; firms are made between the chunks.
    ``explain_ms``: one firm with all its reasons, by one policy.
    """

    firms: int
    policies: int
    clauses: int
    unknown: float
    near_misses: bool
    seconds: float
    met: int
    near: int
    due_fen: int
    explained: int
    explain_ms: float
    peak_mb: int


@click.command()
@click.option("--firms", type=click.IntRange(1), default=1_000_000, help="企业数 / Firms.")
@click.option("--policies", type=click.IntRange(1), default=30, help="政策数 / Policies.")
@click.option("--packs", type=PATH, help="改问这些政策包 / Ask these packs instead.")
@click.option("--unknown", type=click.FloatRange(0, 1), default=0.0, help="未知 / Share unknown.")
@click.option("--near/--no-near", default=False, help="差一点 / With near misses.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def bench(
    firms: int, policies: int, packs: Path | None, unknown: float, near: bool, as_json: bool
) -> None:
    """规则引擎的用时：自造政策（各十个条件）或政策包，问自造企业。

    Time of the rulebook: made policies of ten conditions each, or the packs of a folder, asked
    of made firms, with the conditions that failed and the amounts.
    """
    if packs is None:
        plan, make = _made(policies, unknown)
    else:
        plan = plan_of(Question(packs, packs / "facts.yaml", ON))
        make, unknown = partial(drawn_firms, plan), UNKNOWN
    figures = measured(plan, make, firms, unknown, near=near)
    if as_json:
        click.echo(json.dumps(figures._asdict()))
        return
    for name, figure in figures._asdict().items():
        click.echo(f"{name:12} {figure:,}")


def _made(policies: int, unknown: float) -> tuple[Plan, Make]:
    catalogue = made_catalogue()
    plan = Plan(made_packs(policies, catalogue), on=ON, catalogue=catalogue)
    return plan, partial(made_firms, share_unknown=unknown)


def measured(plan: Plan, make: Make, firms: int, unknown: float, *, near: bool) -> Figures:
    seconds, met, nearly, fen, explained = 0.0, 0, 0, 0, 0
    for start in range(0, firms, CHUNK):
        frame = make(min(firms - start, CHUNK), seed=SEED + start)
        began = time.process_time()
        found = _asked(plan, frame, near=near)
        seconds += time.process_time() - began
        met, nearly = met + found[0], nearly + found[1]
        fen, explained = fen + found[2], explained + found[3]
    clauses = sum(len(pack.clauses) for pack in plan.packs)
    return Figures(
        firms, len(plan.packs), clauses, unknown, near, round(seconds, 3), met, nearly, fen,
        explained, _explain_ms(plan, make), _peak_mb(),
    )  # fmt: skip


def _explain_ms(plan: Plan, make: Make) -> float:
    """Of the slowest policy, the quickest of a few times."""
    frame = make(1, seed=SEED)
    sheet = sheet_of(frame, 0, plan.catalogue)
    return round(max(_quickest(pack, sheet) for pack in plan.packs) * 1_000, 2)


def _quickest(pack: Pack, sheet: FactSheet) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        evaluate(pack, sheet, on=ON)
        times.append(time.process_time() - began)
    return min(times)


def _asked(plan: Plan, frame: Frame, *, near: bool) -> tuple[int, int, int, int]:
    """How many are met and nearly met, the fen due to the former, and the rows explained."""
    met = nearly = fen = explained = 0
    for block in frame.blocks():
        for answers in ask_block(plan, block, near=near):
            met += how_many(answers.met)
            nearly += how_many(answers.near)
            explained += answers.explained
            if answers.amounts is not None:
                fen += int(answers.amounts.low.clip(0).sum())
    return met, nearly, fen, explained


def _peak_mb() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)
