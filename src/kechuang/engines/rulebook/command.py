"""The rulebook alone: ``check`` packs, ``explain`` one sheet, print the ``schema`` for editors."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from kechuang.engines.rulebook.catalogue import load_catalogue
from kechuang.engines.rulebook.checks import failure_lines, pack_named, run_cases
from kechuang.engines.rulebook.coverage import check_coverage
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.library import find_catalogue, load_folder
from kechuang.engines.rulebook.mutants import Moved, move_numbers
from kechuang.engines.rulebook.printing import answer_lines
from kechuang.engines.rulebook.reading.sheets import load_sheet
from kechuang.engines.rulebook.schema import pack_schema
from kechuang.engines.wording import Refusal

_PATH = click.Path(exists=True, path_type=Path)


class RefusedInputError(click.ClickException):
    """A refusal, told in both languages; exit code 1."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.said_in('zh')}\n{refusal.said_in('en')}")


@click.group()
def rulebook() -> None:
    """政策规则引擎 / Policies as data."""


@rulebook.command()
@click.argument("folder", type=_PATH)
@click.option("--facts", type=_PATH, help="事实目录 / Catalogue of facts.")
@click.option(
    "--mutants",
    is_flag=True,
    help="逐个改动数值，看用例是否发现 / Move each number: a case must notice.",
)
def check(folder: Path, facts: Path | None, mutants: bool) -> None:
    """运行政策包自带的用例 / Run the test cases of every pack below FOLDER."""
    try:
        catalogue = load_catalogue(facts or find_catalogue(folder, option="--facts"))
        if mutants:
            _tell_moved(move_numbers(folder, catalogue))
            return
        check_coverage(folder, load_folder(folder, catalogue))
        count, failures = run_cases(folder, catalogue)
    except Refusal as refusal:
        raise RefusedInputError(refusal) from None
    for failure in failures:
        click.echo("\n".join(failure_lines(failure)))
    click.echo(f"{count} 个用例，{len(failures)} 处不符 / {count} cases, {len(failures)} failures")
    if failures or not count:
        raise SystemExit(1)


def _tell_moved(moved: Moved) -> None:
    """Every number that no case holds, and every excuse that is none; exit code 1 for either."""
    for one in moved.survivors:
        click.echo(f"✗ {one.pack_id}/{one.address}: {one.told} → {one.to}")
    for written in moved.idle:
        click.echo(f"✗ {written}: 用例能发现，请删去 equivalent 里的这一行 / a case notices it")
    zh = f"改动 {moved.total} 处，{len(moved.survivors)} 处没有用例发现"
    click.echo(f"{zh} / {moved.total} changes, {len(moved.survivors)} unnoticed")
    if moved.survivors or moved.idle or not moved.total:
        raise SystemExit(1)


@rulebook.command()
@click.argument("pack_id", metavar="PACK")
@click.argument("sheet", type=_PATH)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / The day.")
@click.option("--packs", default="packs", type=_PATH, help="政策包目录 / Folder of packs.")
@click.option("--language", default="zh", type=click.Choice(["zh", "en"]), help="语言 / Language.")
def explain(pack_id: str, sheet: Path, on: datetime, packs: Path, language: str) -> None:
    """说明一张事实表为何符合或不符合政策 / Explain what PACK says to the facts in SHEET."""
    try:
        catalogue = load_catalogue(find_catalogue(packs))
        pack = pack_named(pack_id, load_folder(packs, catalogue))
        read = load_sheet(sheet.read_text(encoding="utf-8"), name=sheet.name, catalogue=catalogue)
        answers = evaluate(pack, read, on=_day(on))
    except Refusal as refusal:
        raise RefusedInputError(refusal) from None
    for answer in answers:
        click.echo("\n".join(answer_lines(answer, language)))


@rulebook.command()
def schema() -> None:
    """输出政策包的 JSON Schema，供编辑器校验 / Print the JSON Schema of packs, for editors."""
    click.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2))


def _day(moment: datetime) -> date:
    return moment.date()
