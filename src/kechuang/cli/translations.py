"""``kechuang translations``: what has no English yet, and the compiled catalogues."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import click
import django

from kechuang.cli.house.translations import (
    CATALOGUE,
    Sentence,
    catalogue_paths,
    compiled,
    missing_sentences,
    owner_of,
)
from kechuang.cli.output import say
from kechuang.engines.wording import Text

ROOT = Path(__file__).resolve().parents[3]


@click.command()
@click.option(
    "--compile", "compile_all", is_flag=True, help="编译全部译文 / Compile every catalogue."
)
@click.option(
    "--missing", is_flag=True, help="按目录列出缺失 / List what is missing, per catalogue."
)
def command(compile_all: bool, missing: bool) -> None:
    """编译英文译文（.po → .mo），或列出尚无英文的语句。

    Compile the English catalogues (.po to .mo), or list the sentences without English; exit
    code 1 when some are missing.
    """
    if not compile_all and not missing:
        raise click.UsageError("--compile, --missing")
    if compile_all:
        compile_catalogues()
    if missing:
        sys.exit(1 if list_missing() else 0)


def compile_catalogues() -> None:
    """Write the ``.mo`` beside each ``.po``."""
    paths = catalogue_paths(ROOT)
    for path in paths:
        path.with_suffix(".mo").write_bytes(compiled(path))
    say(Text(f"已编译 {len(paths)} 份译文", f"{len(paths)} catalogues compiled"))


def list_missing() -> bool:
    """Print empty entries ready for each room's catalogue; True when there are any."""
    django.setup()
    stubs: dict[str, list[str]] = defaultdict(list)
    for sentence, where in missing_sentences(ROOT).items():
        stubs[owner_of(ROOT, where)].append(_stub(sentence, where))
    for room, entries in sorted(stubs.items()):
        click.echo(f"# src/kechuang/{room}/{CATALOGUE}\n")
        click.echo("\n".join(entries))
    return bool(stubs)


def _stub(sentence: Sentence, where: str) -> str:
    context, msgid = sentence
    lines = [f"#: {where}"]
    if context:
        lines.append(f'msgctxt "{_escaped(context)}"')
    return "\n".join([*lines, f'msgid "{_escaped(msgid)}"', 'msgstr ""', ""])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
