"""``kechuang audit``: verify the chain of events, or print its head to keep elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kechuang.audit.feed import read_feed
from kechuang.audit.selectors import ChainReport, verify_chain
from kechuang.audit.services import publish_anchor
from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Text


@click.group()
def command() -> None:
    """核验审计链，公布校验值，或输出链头以便另存。

    Verify the audit chain, publish its head, or print the head to be kept elsewhere.
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
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="另存的公布列表（CSV）/ The list of published heads that was kept elsewhere.",
)
@json_option
def verify(anchor: tuple[int, str] | None, anchors: Path | None, as_json: bool) -> None:
    """重新计算每个事件的哈希；有改动则退出码为 1。

    Recompute the hash of every event; exit code 1 when anything was changed.
    """
    published = read_feed(anchors.read_text(encoding="utf-8", errors="replace")) if anchors else []
    report = verify_chain(anchor=anchor, anchors=published)
    if as_json:
        print_json(_as_dict(report))
    else:
        _tell(report)
    sys.exit(0 if report.is_whole else 1)


@command.command(name="anchor")
def publish() -> None:
    """在公示页公布当天的校验值；每天运行一次。

    Publish the day's head on the public page; to be run once a day.
    """
    published = publish_anchor(by=system_actor("audit anchor"), at=now(), on=today())
    click.echo(f"{published.sequence}:{published.own_hash}")


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
        "erased": report.erased,
        "breaks": breaks,
    }


def _tell(report: ChainReport) -> None:
    for sequence, finding in report.breaks:
        click.echo(f"✗ {sequence}: {finding}")
    if report.is_whole:
        say(
            Text(
                f"审计链完整，共 {report.events} 个事件，其中 {report.erased} 个的内容已依法删除",
                f"Chain whole, {report.events} events, of which {report.erased} erased by law",
            )
        )
