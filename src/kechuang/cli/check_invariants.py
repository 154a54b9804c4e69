"""``kechuang check-invariants``: everything that must hold over the whole database."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from kechuang.audit.selectors import one_reading
from kechuang.base.invariants import Examined, Invariant, every_invariant, examine
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, progress_bar, say
from kechuang.engines.wording import Text

SHOWN = 10


@click.command()
@click.option(
    "--only", metavar="NAME", help="只核对一项或一个房间 / One check, or those of a room."
)
@click.option(
    "--show", default=SHOWN, show_default=True, help="每项最多列出几条 / Findings listed per check."
)
@json_option
def command(only: str | None, show: int, as_json: bool) -> None:
    """逐项核对全库应当成立的事实；有一项不成立则退出码为 1。

    Check everything that must hold over the whole database; exit code 1 when anything does not.
    """
    chosen = _chosen(only)
    prepare_database()
    examined = list(_examined(chosen, show))
    if as_json:
        print_json([_as_dict(each) for each in examined])
    else:
        _tell(examined)
    sys.exit(0 if all(each.holds for each in examined) else 1)


def _chosen(only: str | None) -> tuple[Invariant, ...]:
    chosen = tuple(each for each in every_invariant() if only in (None, each.name, each.room))
    if not chosen:
        names = ", ".join(each.name for each in every_invariant())
        raise click.BadParameter(f"{only!r}: {names}", param_hint="--only")
    return chosen


def _examined(chosen: Sequence[Invariant], show: int) -> Iterator[Examined]:
    with one_reading(), progress_bar(len(chosen), Text("核对", "checking")) as bar:
        for invariant in chosen:
            yield examine(invariant, shown=show)
            bar.update(1)


def _as_dict(examined: Examined) -> dict[str, object]:
    return {
        "name": examined.invariant.name,
        "says": examined.invariant.says._asdict(),
        "holds": examined.holds,
        "total": examined.total,
        "seconds": f"{examined.seconds:.2f}",
        "findings": [
            {"where": finding.where, **finding.what._asdict()} for finding in examined.findings
        ],
    }


def _tell(examined: Sequence[Examined]) -> None:
    for each in examined:
        says = each.invariant.says
        click.echo(f"{'✓' if each.holds else '✗'} {each.invariant.name}  {says.zh} / {says.en}")
        for where, what in ((finding.where, finding.what) for finding in each.findings):
            click.echo(f"    {where}: {what.zh} / {what.en}")
        if (more := each.total - len(each.findings)) > 0:
            click.echo(f"    …另有 {more} 条 / and {more} more")
    broken, seconds = sum(not e.holds for e in examined), sum(e.seconds for e in examined)
    zh = f"核对 {len(examined)} 项，{broken} 项不成立，用时 {seconds:.1f} 秒"
    en = f"{len(examined)} checks, {broken} do not hold, {seconds:.1f} s"
    say(Text(zh, en))
