"""``kechuang import``: a table of parties, facts, outcomes or demands into the registries."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kechuang.base.actors import system_actor
from kechuang.base.clock import now
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Refusal, Text
from kechuang.files.services import LARGEST
from kechuang.files.storage import get
from kechuang.intake.kinds import KINDS
from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    Sending,
    Trial,
    check_import,
    confirm_import,
    discard_import,
    map_columns,
    try_import,
    upload_table,
)

BY = system_actor("kechuang import")
SHOWN_PROBLEMS = 10


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", default="", help="数据来源，默认文件名 / Source label; default: file name."
)
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="指定列的含义 / What a column means.",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="数据截至日期 / Day the facts hold."
)
@click.option("--dry-run", is_flag=True, help="只试算，不写入 / Judge every row, write nothing.")
@click.option("--yes", is_flag=True, help="不再询问 / Do not ask.")
@click.option("--publish/--no-publish", default=True, help="导入后直接发布 / Publish at once.")
@click.option("--override-codes", is_flag=True, help="保留不合规信用代码 / Keep invalid codes.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="退回行另存为 / Save rejected rows with their reasons (.xlsx).",
)
@json_option
def command(
    kind: str,
    file: Path,
    source: str,
    pairs: tuple[str, ...],
    as_of: datetime | None,
    dry_run: bool,
    yes: bool,
    publish: bool,
    override_codes: bool,
    rejected: Path | None,
    as_json: bool,
) -> None:
    """导入表格：每一行要么通过，要么退回并说明原因，要么是空行。

    Import a table; every row is accepted, rejected with its reasons, or blank.
    """
    prepare_database()
    began = time.monotonic()
    sending = Sending(
        kind=kind,
        name=file.name,
        content=_opening(file),
        source=source,
        as_of=as_of.date() if as_of else None,
        overrides_codes=override_codes,
        publishes=publish,
    )
    mapping = dict(map(_pair, pairs))
    if dry_run:
        trial = try_import(by=BY, at=now(), sending=sending, changes=mapping)
        report, workbook = _of_trial(trial), trial.workbook
    else:
        job = _imported(sending, mapping, is_asking=not yes)
        report, workbook = _of_job(job), get(job.returned.digest) if job.returned else b""
    if rejected and workbook:
        rejected.write_bytes(workbook)
    report = {"kind": kind, "file": file.name} | report
    report["seconds"] = f"{time.monotonic() - began:.1f}"
    print_json(report) if as_json else _tell(report)


def _imported(sending: Sending, changes: dict[str, str], *, is_asking: bool) -> ImportJob:
    job = upload_table(by=BY, at=now(), sending=sending)
    try:
        job = map_columns(by=BY, at=now(), job=job, mapping=job.mapping | changes)
    except Refusal:
        discard_import(by=BY, at=now(), job=job)
        raise
    with _progress(job.rows_in, "核对 / checking") as bar:
        job = check_import(by=BY, at=now(), job=job, progress=bar.update)
    if is_asking and not _is_confirmed(job):
        return discard_import(by=BY, at=now(), job=job)
    with _progress(job.accepted, "写入 / writing") as bar:
        return confirm_import(by=BY, at=now(), job=job, progress=bar.update)


def _is_confirmed(job: ImportJob) -> bool:
    _tell(_of_job(job))
    return click.confirm("确认写入？/ Write this?", default=False, err=True)


def _opening(file: Path) -> bytes:
    """The content, or just enough of it to be refused as too large."""
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _pair(written: str) -> tuple[str, str]:
    column, found, target = written.rpartition("=")
    if not found:
        raise click.BadParameter(f"{written!r}: COLUMN=FIELD", param_hint="--map")
    return column, target


def _of_job(job: ImportJob) -> dict[str, Any]:
    return {
        "state": job.state,
        **job.counts,
        "warnings": job.warnings,
        "problems": job.problems,
    }


def _of_trial(trial: Trial) -> dict[str, Any]:
    return {
        "state": "dry_run",
        **trial.counts,
        "warnings": trial.warnings,
        "problems": trial.problems,
    }


def _progress(length: int, label: str) -> Any:
    return click.progressbar(length=length, label=label, file=sys.stderr, show_eta=True)


def _tell(report: dict[str, Any]) -> None:
    zh = "共 {rows_in} 行：通过 {accepted}，退回 {rejected}，空行 {blank}；"
    en = "{rows_in} rows: {accepted} accepted, {rejected} rejected, {blank} blank; "
    zh += "新增 {created}，更新 {updated}，未变 {unchanged}"
    en += "{created} new, {updated} updated, {unchanged} unchanged"
    say(Text(zh.format(**report), en.format(**report)))
    for problem in report["problems"][:SHOWN_PROBLEMS]:
        where = f"{problem['row']} {problem['column']}".strip()
        click.echo(f"✗ {where}: {problem['zh']} / {problem['en']}", err=True)
