"""``kechuang proof``: runs the promises of ``docs/proof.md`` and prints the table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[3]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """证明各项承诺；参数见 proof --help。

    Prove the promises; the options are those of ``proof --help``.
    """
    program = [sys.executable, "-m", "tests.proof", *arguments]
    sys.exit(subprocess.call(program, cwd=ROOT))  # noqa: S603
