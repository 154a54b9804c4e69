"""``bench rules``: made policies asked of made firms, in processor seconds of one process."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import click

from kechuang.engines.rulebook.columns.answering import ask_block
from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame
from kechuang.engines.rulebook.columns.made import SEED, made_catalogue, made_firms, made_packs
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import how_many

ON = date(2026, 11, 21)
CHUNK = 16 * DEFAULT_BLOCK


class Figures(NamedTuple):
    """``seconds`` of the processor for asking alone; firms are made between the chunks."""

    firms: int
    policies: int
    unknown: float
    near_misses: bool
    seconds: float
    met: int
    near: int
    due_fen: int
    explained: int
    peak_mb: int


@click.command()
@click.option("--firms", type=click.IntRange(1), default=1_000_000, help="企业数 / Firms.")
@click.option("--policies", type=click.IntRange(1), default=30, help="政策数 / Policies.")
@click.option("--unknown", type=click.FloatRange(0, 1), default=0.0, help="未知 / Share unknown.")
@click.option("--near/--no-near", default=False, help="差一点 / With near misses.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def bench(firms: int, policies: int, unknown: float, near: bool, as_json: bool) -> None:
    """规则引擎的用时：自造政策（各十个条件）问自造企业。

    Time of the rulebook: made policies of ten conditions each, asked of made firms, with the
    conditions that failed and the amounts.
    """
    figures = measured(firms, policies, unknown, near=near)
    if as_json:
        click.echo(json.dumps(figures._asdict()))
        return
    for name, figure in figures._asdict().items():
        click.echo(f"{name:12} {figure:,}")


def measured(firms: int, policies: int, unknown: float, *, near: bool) -> Figures:
    catalogue = made_catalogue()
    plan = Plan(made_packs(policies, catalogue), on=ON, catalogue=catalogue)
    seconds, met, nearly, fen, explained = 0.0, 0, 0, 0, 0
    for frame in _chunks(firms, unknown):
        began = time.process_time()
        found = _asked(plan, frame, near=near)
        seconds += time.process_time() - began
        met, nearly = met + found[0], nearly + found[1]
        fen, explained = fen + found[2], explained + found[3]
    seconds = round(seconds, 3)
    return Figures(firms, policies, unknown, near, seconds, met, nearly, fen, explained, _peak_mb())


def _chunks(firms: int, unknown: float) -> Iterator[Frame]:
    for start in range(0, firms, CHUNK):
        yield made_firms(min(firms - start, CHUNK), share_unknown=unknown, seed=SEED + start)


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
