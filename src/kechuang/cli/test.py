"""``kechuang test``: pytest over the whole repository; the house checks are among its tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[3]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """运行全部测试（含代码检查）；参数原样交给 pytest，路径相对于仓库。

    Run every test, the house checks included; arguments go to pytest as they are, paths are
    relative to the repository.
    """
    os.chdir(ROOT)
    sys.exit(pytest.main(list(arguments) or ["-n", "auto", "--dist", "worksteal"]))
