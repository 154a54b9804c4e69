"""``kechuang blind``: copies of documents that do not tell who made them, from plain files."""

from __future__ import annotations

from pathlib import Path

import click

from kechuang.base.blinding import BlindedCopy, KnownName, Report, blind_document, read_names
from kechuang.cli.output import json_option, print_json
from kechuang.engines.wording import Text

_SHOWN_LEAKS = 40


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--names",
    "names_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="已知名称，每行“单位 = 全称 | 简称” / Known names, one a line: unit = name | short name.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="副本放在这个文件夹 / Folder for the copies.",
)
@json_option
def command(files: tuple[Path, ...], names_file: Path | None, out: Path, as_json: bool) -> None:
    """为 FILES（PDF、DOCX、XLSX、PPTX、JPEG、PNG、ZIP）制作不含身份的副本，原件不动。

    Make copies of FILES without identity, in the folder --out; the originals stay as they are.
    Known names are replaced by neutral words; what may still tell is listed for a person to judge.
    """
    names = read_names(names_file.read_text("utf-8")) if names_file else ()
    out.mkdir(parents=True, exist_ok=True)
    told = [_blind(file, number, names, out, as_json) for number, file in enumerate(files, start=1)]
    if as_json:
        print_json(told)


def _blind(
    file: Path, number: int, names: tuple[KnownName, ...], out: Path, as_json: bool
) -> dict[str, object]:
    copy = blind_document(file, name=file.name, names=names, number=number)
    (out / copy.name).write_bytes(copy.content)
    if not as_json:
        _show(file, copy)
    return {"file": file.name, "copy": copy.name, **copy.report.as_dict()}


def _show(file: Path, copy: BlindedCopy) -> None:
    click.echo(f"{file.name} → {copy.name}")
    told = copy.report.as_dict()
    for each in told["channels"]:
        click.echo(_line("已去除 / removed", each["label"], f"× {each['removed']}"))
    for placeholder, times in copy.report.replaced.items():
        click.echo(f"  已替换 / replaced: {placeholder} × {times}")
    _show_losses(copy.report)
    for leak in copy.report.leaks[:_SHOWN_LEAKS]:
        click.echo(_line("请核对 / please check", leak.label, f"{leak.place.zh} {leak.excerpt}"))
    if (more := len(copy.report.leaks) - _SHOWN_LEAKS) > 0:
        click.echo(f"  还有 {more} 处，见 --json / {more} more, see --json")


def _show_losses(report: Report) -> None:
    for loss in report.losses:
        where = f"{loss.place.zh} × {loss.times}".strip()
        click.echo(_line("未能保留 / not kept", loss.label, where))


def _line(what: str, label: Text | dict[str, str], where: str) -> str:
    words = Text(**label) if isinstance(label, dict) else label
    return f"  {what}: {words.zh} / {words.en} {where}".rstrip()
