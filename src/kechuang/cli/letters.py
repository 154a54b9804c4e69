"""``kechuang letters``: the templates of all letters, for a bureau to change in Word."""

from __future__ import annotations

from pathlib import Path

import click

from kechuang.base.letters import letter_sources, write_templates


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """把全部文书的Word模板写到 FOLDER，每种三份：zh、en、both。

    可在Word里修改；KECHUANG_LETTERS 指向该文件夹即生效。

    Write the Word template of every letter to FOLDER, in zh, en and both; changed in Word, they
    are used when KECHUANG_LETTERS names the folder.
    """
    written = write_templates(folder)
    for name, source in letter_sources().items():
        click.echo(f"{name:<16} {source.title.zh} / {source.title.en}")
    click.echo(f"{len(written)} → {folder}")
