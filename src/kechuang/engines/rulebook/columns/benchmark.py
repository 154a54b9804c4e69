"""``bench rules``: made policies asked of made firms, in processor seconds of one process."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from kechuang.engines.rulebook.columns.drawn import UNKNOWN, drawn_firms
from kechuang.engines.rulebook.columns.made import made_catalogue, made_firms, made_packs
from kechuang.engines.rulebook.columns.measuring import (
    ON,
    Asking,
    Make,
    measured,
    measured_from_file,
)
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.running import Question, plan_of

PATH = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--firms", type=click.IntRange(1), default=1_000_000, help="企业数 / Firms.")
@click.option("--policies", type=click.IntRange(1), default=30, help="政策数 / Policies.")
@click.option("--packs", type=PATH, help="改问这些政策包 / Ask these packs instead.")
@click.option("--unknown", type=click.FloatRange(0, 1), default=0.0, help="未知 / Share unknown.")
@click.option("--near/--no-near", default=False, help="差一点 / With near misses.")
@click.option("--times", type=click.IntRange(1), default=1, help="问几遍 / How often to ask.")
@click.option(
    "--parquet", is_flag=True, help="企业从 Parquet 文件读 / Firms are read from a Parquet file."
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def bench(
    firms: int,
    policies: int,
    packs: Path | None,
    unknown: float,
    near: bool,
    times: int,
    parquet: bool,
    as_json: bool,
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
    asking = Asking(plan, make, firms, unknown, near, times)
    figures = measured_from_file(asking) if parquet else measured(asking)
    if as_json:
        click.echo(json.dumps(figures._asdict()))
        return
    for name, figure in figures._asdict().items():
        click.echo(f"{name:12} {figure:,}")


def _made(policies: int, unknown: float) -> tuple[Plan, Make]:
    catalogue = made_catalogue()
    plan = Plan(made_packs(policies, catalogue), on=ON, catalogue=catalogue)
    return plan, partial(made_firms, share_unknown=unknown)
