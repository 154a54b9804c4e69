"""``kechuang demo``: choose the data folder, then build and serve the fictional city."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click
import django

from kechuang.site.environment import ROOT


@click.command()
@click.option("--port", default=8000, show_default=True, help="端口 / Port.")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录 / Data folder.")
@click.option("--once", is_flag=True, help="建好、取首页、退出 / Build, fetch the home page, exit.")
def command(port: int, data: Path | None, once: bool) -> None:
    """建好虚构示例城市并打开平台；打印地址和演示账号。

    Build the fictional city and serve it; prints the address and the demo log-ins.
    """
    use_folder(data or ROOT / ".data" / "demo")
    django.setup()
    region = importlib.import_module("kechuang.cli.demo_region")
    region.open_demo(port, once=once)


def use_folder(folder: Path) -> None:
    """Keep the demo apart from real records: its own folder and database, local mode."""
    os.environ["KECHUANG_DATA"] = str(folder.expanduser().resolve())
    os.environ["KECHUANG_MODE"] = "local"
