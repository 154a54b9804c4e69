"""``kechuang pass-time``: what fell due in cases, once (for cron) or over and over (``serve``)."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict

import click
from django.db import DatabaseError, close_old_connections

from kechuang.audit.services import mail_anchor, publish_due_anchor
from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.cases.services import ClockReport, run_clocks
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Text

log = logging.getLogger(__name__)


@click.command()
@click.option(
    "--every", type=click.IntRange(1), metavar="SECONDS", help="每隔几秒一次，不停 / Keep on."
)
@json_option
def command(every: int | None, as_json: bool) -> None:
    """公布当天的校验值，办理到期事项；同时运行几个也只办一次。有办不成的则退出码为 1。

    Publish the day's head of the chain; run the clocks of all cases: reminders, escalations, ends.
    Several at once do it once.
    Exit code 1 when a case failed; it is tried again the next time.
    """
    if every is not None:
        keep_time(every)
    prepare_database()
    publish_head()
    report = run_clocks(at=now())
    print_json(asdict(report)) if as_json else _tell(report)
    raise SystemExit(1 if report.failures else 0)


def keep_time(every: int) -> None:
    """Never ends; a database that is away for a while is asked again."""
    while True:
        began = time.monotonic()
        close_old_connections()
        try:
            publish_head()
            run_clocks(at=now())
        except DatabaseError:
            log.exception("the clocks could not be run")
        time.sleep(max(0.0, every - (time.monotonic() - began)))


def publish_head() -> None:
    """The day's head of the chain, and the one after money went out; mailed where that is set."""
    clock = system_actor("audit anchor")
    publish_due_anchor(by=clock, at=now(), on=today())
    mail_anchor(by=clock, at=now())


def _tell(report: ClockReport) -> None:
    zh = "{cases} 个事项到期：{steps} 步，提醒 {reminders}，督办 {escalations}，未能办理 {stuck}"
    en = "{cases} due: {steps} steps, {reminders} reminded, {escalations} escalated, {stuck} stuck"
    told = asdict(report)
    say(Text(zh.format(**told), en.format(**told)))
    for failure in report.failures:
        click.echo(f"{failure.number}: {failure.why}")
