"""``kechuang rules diff``: two versions of a policy, in words, and with facts: for whom."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kechuang.cli.output import json_option, print_json
from kechuang.cli.rules_compared import compared, print_compared, write_affected
from kechuang.cli.rules_files import results_in
from kechuang.engines.packfile import read_yaml, text_of
from kechuang.engines.rulebook import (
    FactCatalogue,
    Pack,
    columns,
    comparing,
    find_catalogue,
    load_catalogue,
    load_folder,
    load_pack,
)
from kechuang.engines.wording import Refusal, Text

PATH = click.Path(exists=True, dir_okay=False, path_type=Path)
BUILDS_ON = ("adopts", "relies_on")


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option(
    "--packs", type=click.Path(exists=True, path_type=Path), help="政策包文件夹 / Folder."
)
@click.option("--catalogue", type=PATH, help="事实目录 / Catalogue; default: facts.yaml above NEW.")
@click.option("--facts", type=PATH, help="企业数据 / Table: parquet, xlsx, csv or jsonl.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="判断日 / Day, with --facts.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="受影响企业 / Firms affected: .parquet, .csv, …"
)
@click.option("--language", default="zh", type=click.Choice(["zh", "en"]), help="语言 / Language.")
@json_option
def diff(
    old: Path,
    new: Path,
    packs: Path | None,
    catalogue: Path | None,
    facts: Path | None,
    on: datetime | None,
    out: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """比较同一政策的两个版本；给出企业数据时，还比较谁得谁失。

    Two versions of a policy in words; with facts also who gains and who loses.
    """
    if facts and not on:
        raise _without_a_day()
    if out:
        results_in(out)
    place = catalogue or find_catalogue(new)
    known = load_catalogue(place)
    earlier, later = (_loaded(file, packs or place.parent, known) for file in (old, new))
    _print_differences(
        comparing.differences(earlier, later), language, as_json=as_json and not facts
    )
    if not (facts and on):
        return
    question = columns.Question(new, place, on.date())
    same = {later.id: earlier.id}
    comparison = comparing.Comparison(
        [earlier], [later], on=question.on, catalogue=known, renamed=same
    )
    result = compared(comparison, facts, question)
    print_compared(comparison, result, language, as_json=as_json)
    if out:
        write_affected(result.affected, out)


def _loaded(file: Path, packs: Path, catalogue: FactCatalogue) -> Pack:
    """The pack of ``file``; the folder is read only when the file builds on other packs."""
    text = text_of(file)
    root = read_yaml(text, name=file.name)
    others = load_folder(packs, catalogue) if any(root.get(key) for key in BUILDS_ON) else ()
    adoptable = {pack.id: pack for pack in others}
    return load_pack(text, name=file.name, catalogue=catalogue, adoptable=adoptable)


def _print_differences(
    found: tuple[comparing.Difference, ...], language: str, *, as_json: bool
) -> None:
    if as_json:
        print_json([one._asdict() | {"said": one.said_in(language)} for one in found])
        return
    for one in found:
        click.echo(one.said_in(language))
    if not found:
        click.echo(Text("两个版本没有不同", "the versions do not differ").said_in(language))


def _without_a_day() -> Refusal:
    return Refusal(
        Text("比较谁得谁失", "who gains and who loses"),
        Text("没有写明判断日", "no day is named"),
        Text("请加 --on 2026-11-21", "add --on 2026-11-21"),
    )
