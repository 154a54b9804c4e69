"""``kechuang expenses``: lump-sum expenses against a negative list, on plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kechuang.base.sheets import Rejection, read_table, return_rejections
from kechuang.cli.expense_rows import columns_of, expense_in
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.lumpsum import (
    Finding,
    NegativeList,
    Verdict,
    chosen_list,
    failing_cases,
    judge_expense,
    load_lists,
)
from kechuang.engines.wording import Text

_PATH = click.Path(exists=True, path_type=Path)
_SIGNS = {
    Verdict.ALLOWED: Text("✓ 可支出", "allowed"),
    Verdict.REFUSED: Text("✗ 不得支出", "refused"),
    Verdict.TO_BE_LOOKED_AT: Text("？ 待核对", "to be looked at"),
}


@click.group()
def command() -> None:
    """包干制支出与负面清单 / Lump-sum expenses and the negative list."""


@command.command("check")
@click.argument("file", type=_PATH)
@click.option("--lists", type=_PATH, default="packs", help="负面清单包 / Negative lists.")
@click.option("--list", "list_id", default="", help="清单编号 / Id of the list.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把标注后的表格写到这里 / Write the marked table here.",
)
@json_option
def check_expenses(file: Path, lists: Path, list_id: str, out: Path | None, as_json: bool) -> None:
    """逐行判断 FILE（csv、xlsx、xls）的支出：可支出、不得支出、待人工核对。

    Judge every row of FILE; exit code 1 when one is refused.
    """
    pack = chosen_list(lists, list_id)
    findings, rejections = _judge(file, pack)
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        _show(findings, rejections)
    if out:
        out.write_bytes(return_rejections(file, name=file.name, rejections=rejections))
    sys.exit(1 if any(one.verdict is Verdict.REFUSED for one in findings) else 0)


@command.command("prove")
@click.argument("path", type=_PATH, default="packs")
def prove_lists(path: Path) -> None:
    """核验 PATH 下的负面清单并运行随附的情形 / Prove the lists at PATH and run their cases."""
    lists = load_lists(path)
    failures = list(failing_cases(path))
    for one in lists.values():
        click.echo(f"✓ {one.id} {one.title.zh} / {one.title.en}: {len(one.items)}")
    for failure in failures:
        click.echo(f"✗ {failure.zh}\n  {failure.en}")
    sys.exit(1 if failures else 0)


def _judge(file: Path, pack: NegativeList) -> tuple[list[Finding], list[Rejection]]:
    table = read_table(file, name=file.name)
    columns = columns_of(table, pack)
    findings, rejections = list[Finding](), list[Rejection]()
    for row in table.rows:
        if row.is_blank:
            continue
        expense, odd = expense_in(row, columns, table.header)
        findings.append(judge_expense(expense, pack))
        rejections += odd
        if findings[-1].verdict is not Verdict.ALLOWED:
            heading = table.header[columns.places["text"]]
            rejections.append(Rejection(row.number, heading, findings[-1].explained()))
    return findings, rejections


def _show(findings: list[Finding], rejections: list[Rejection]) -> None:
    for finding in findings:
        sign, why = _SIGNS[finding.verdict], finding.explained()
        click.echo(f"{finding.expense.id:>6} {sign.zh} {why.zh}")
        click.echo(f"{'':>6}   {sign.en}: {why.en}")
    judged = {finding.explained() for finding in findings}
    for one in rejections:
        if one.reason not in judged:
            said = Text(f"第{one.row}行“{one.column}”", f"row {one.row} “{one.column}”")
            say(Text(f"{said.zh}：{one.reason.zh}", f"{said.en}: {one.reason.en}"))
    counts = {v: sum(one.verdict is v for one in findings) for v in Verdict}
    click.echo("；".join(f"{_SIGNS[v].zh} {n}" for v, n in counts.items()))
    click.echo("; ".join(f"{n} {_SIGNS[v].en}" for v, n in counts.items()))
