"""The rulebook alone: ``check`` packs against their cases, ``explain`` one sheet of facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from kechuang.engines.rulebook.cases import Failure, failures_of, read_cases
from kechuang.engines.rulebook.catalogue import FactCatalogue, load_catalogue
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.library import CASES_SUFFIX, FOLDER, load_folder
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.printing import answer_lines
from kechuang.engines.rulebook.reading.sheets import load_sheet
from kechuang.engines.wording import Refusal, Text

_FACTS = "facts.yaml"


class RefusedInputError(click.ClickException):
    """A refusal, told in both languages; exit code 1."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.said_in('zh')}\n{refusal.said_in('en')}")


@click.group()
def rulebook() -> None:
    """政策规则引擎 / Policies as data."""


@rulebook.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--facts", type=click.Path(exists=True, path_type=Path), help="事实目录 / catalogue")
def check(folder: Path, facts: Path | None) -> None:
    """运行政策包自带的用例 / Run the test cases of every pack below FOLDER."""
    try:
        catalogue = load_catalogue(facts or _find_catalogue(folder))
        count, failures = _run_cases(folder, catalogue)
    except Refusal as refusal:
        raise RefusedInputError(refusal) from None
    for failure in failures:
        _print_failure(failure)
    click.echo(f"{count} 个用例，{len(failures)} 处不符 / {count} cases, {len(failures)} failures")
    if failures or not count:
        raise SystemExit(1)


@rulebook.command()
@click.argument("pack_id", metavar="PACK")
@click.argument("sheet", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / day")
@click.option("--packs", default="packs", type=click.Path(exists=True, path_type=Path))
@click.option("--language", default="zh", type=click.Choice(["zh", "en"]))
def explain(pack_id: str, sheet: Path, on: datetime, packs: Path, language: str) -> None:
    """说明一张事实表为何符合或不符合政策 / Explain what PACK says to the facts in SHEET."""
    try:
        catalogue = load_catalogue(_find_catalogue(packs))
        pack = _pack_named(pack_id, load_folder(packs, catalogue))
        read = load_sheet(sheet.read_text(encoding="utf-8"), name=sheet.name, catalogue=catalogue)
        answers = evaluate(pack, read, on=_day(on))
    except Refusal as refusal:
        raise RefusedInputError(refusal) from None
    for answer in answers:
        click.echo("\n".join(answer_lines(answer, language)))


def _day(moment: datetime) -> date:
    return moment.date()


def _run_cases(folder: Path, catalogue: FactCatalogue) -> tuple[int, list[Failure]]:
    packs = {pack.id: pack for pack in load_folder(folder, catalogue)}
    failures: list[Failure] = []
    count = 0
    for path in sorted(folder.rglob(f"{FOLDER}/*{CASES_SUFFIX}")):
        name = path.relative_to(folder).as_posix()
        for case in read_cases(path.read_text(encoding="utf-8"), name=name, catalogue=catalogue):
            count += 1
            failures += failures_of(case, _pack_named(case.pack_id, packs.values()))
    return count, failures


def _pack_named(pack_id: str, packs: Iterable[Pack]) -> Pack:
    named = {pack.id: pack for pack in packs}
    if pack_id not in named:
        known = "、".join(sorted(named))
        raise Refusal(
            Text(f"政策包“{pack_id}”", f"pack “{pack_id}”"),
            Text("没有找到", "was not found"),
            Text(f"可用的有：{known}", f"known ones: {known}"),
        )
    return named[pack_id]


def _find_catalogue(folder: Path) -> Path:
    """``facts.yaml`` in ``folder`` or the nearest folder above it."""
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / _FACTS).is_file():
            return place / _FACTS
    raise Refusal(
        Text(f"没有找到 {_FACTS}", f"{_FACTS} was not found"),
        Text(f"{folder} 及其上级目录中都没有", f"neither {folder} nor a folder above has it"),
        Text("请用 --facts 指明", "name it with --facts"),
    )


def _print_failure(failure: Failure) -> None:
    click.echo(f"✗ {failure.case.pack_id} · {failure.case.name}（第{failure.line}行 / line）")
    click.echo(
        f"  {failure.what}: 期望 / expected {failure.expected!r}, 实际 / got {failure.actual!r}"
    )
    click.echo("\n".join(f"    {line}" for line in answer_lines(failure.answer, "zh")))


if __name__ == "__main__":
    rulebook()
