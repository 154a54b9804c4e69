"""``kechuang pass-time``: what fell due, once (for cron) or over and over (``serve``)."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from datetime import datetime

import click
from django.db import DatabaseError, close_old_connections

from kechuang.audit.services import mail_anchor, publish_due_anchor
from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.cases.services import ClockReport, run_clocks
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Text
from kechuang.ledger.services import Expiries, expire_reservations

log = logging.getLogger(__name__)


@click.command()
@click.option(
    "--every", type=click.IntRange(1), metavar="SECONDS", help="每隔几秒一次，不停 / Keep on."
)
@json_option
def command(every: int | None, as_json: bool) -> None:
    """公布当天的校验值，办理到期的提醒、督办、届满和预算预留；同时运行几个也只办一次。

    有办不成的则退出码为 1。

    Publish the day's head of the chain; run the clocks of all cases (reminders, escalations, ends)
    and end the reservations of budget whose day has passed. Several at once do it once.
    Exit code 1 when something failed; it is tried again the next time.
    """
    if every is not None:
        keep_time(every)
    prepare_database()
    publish_head(at=now())
    report, expiries = run_clocks(at=now()), expire_reservations(at=now())
    told = asdict(report) | {"reservations": asdict(expiries)}
    print_json(told) if as_json else _tell(report, expiries)
    raise SystemExit(1 if report.failures or expiries.failures else 0)


def keep_time(every: int) -> None:
    """Never ends; a database that is away for a while is asked again."""
    while True:
        began = time.monotonic()
        close_old_connections()
        for pass_time in (publish_head, run_clocks, expire_reservations):
            try:
                pass_time(at=now())
            except DatabaseError:
                log.exception("the clocks could not be run")
        time.sleep(max(0.0, every - (time.monotonic() - began)))


def publish_head(*, at: datetime) -> None:
    """The day's head of the chain, and the one after money went out; mailed where that is set."""
    clock = system_actor("audit anchor")
    publish_due_anchor(by=clock, at=at, on=today())
    mail_anchor(by=clock, at=at)


def _tell(report: ClockReport, expiries: Expiries) -> None:
    zh = "{cases} 个事项到期：{steps} 步，提醒 {reminders}，督办 {escalations}，未能办理 {stuck}"
    en = "{cases} due: {steps} steps, {reminders} reminded, {escalations} escalated, {stuck} stuck"
    told = asdict(report)
    say(Text(zh.format(**told), en.format(**told)))
    for failure in report.failures:
        click.echo(f"{failure.number}: {failure.why}")
    ended = expiries.expired
    say(Text(f"预算预留到期 {ended} 笔", f"{ended} reservations of budget ended"))
    for voucher, why in expiries.failures:
        click.echo(f"{voucher}: {why}")
