"""``kechuang audit``: verify the chain of events, or print its head to keep elsewhere."""

from __future__ import annotations

import sys

import click

from kechuang.audit.selectors import ChainReport, verify_chain
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Text


@click.group()
def command() -> None:
    """核验审计链，或输出链头以便另存。

    Verify the audit chain, or print its head to be kept elsewhere.
    """


class Anchor(click.ParamType[tuple[int, str]]):
    """``SEQUENCE:HASH``, as ``kechuang audit head`` prints it."""

    name = "sequence:hash"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        sequence, _, own_hash = value.partition(":")
        if not sequence.isdecimal() or not own_hash:
            self.fail(f"{value!r} 应形如 / should look like 42:9f86d0…", param, ctx)
        return int(sequence), own_hash


@command.command()
@click.option("--anchor", type=Anchor(), help="另存的链头 / A head that was kept elsewhere.")
@json_option
def verify(anchor: tuple[int, str] | None, as_json: bool) -> None:
    """重新计算每个事件的哈希；有改动则退出码为 1。

    Recompute the hash of every event; exit code 1 when anything was changed.
    """
    report = verify_chain(anchor=anchor)
    if as_json:
        print_json(_as_dict(report))
    else:
        _tell(report)
    sys.exit(0 if report.is_whole else 1)


@command.command()
@json_option
def head(as_json: bool) -> None:
    """输出链头 SEQUENCE:HASH，建议定期存到平台之外。

    Print the head as SEQUENCE:HASH; keep it somewhere outside the platform.
    """
    report = verify_chain()
    if as_json:
        print_json(_as_dict(report))
    else:
        click.echo(f"{report.events}:{report.head}")


def _as_dict(report: ChainReport) -> dict[str, object]:
    breaks = [{"sequence": sequence, "finding": finding} for sequence, finding in report.breaks]
    return {
        "is_whole": report.is_whole,
        "events": report.events,
        "head": report.head,
        "breaks": breaks,
    }


def _tell(report: ChainReport) -> None:
    for sequence, finding in report.breaks:
        click.echo(f"✗ {sequence}: {finding}")
    if report.is_whole:
        say(Text(f"审计链完整，共 {report.events} 个事件", f"Chain whole, {report.events} events"))
