"""The group ``kechuang``: finds the command, and turns refusals into words and exit code 1."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

import kechuang as package
from kechuang.cli.catalogue import COMMANDS, load_command, written_commands
from kechuang.cli.output import print_refusal
from kechuang.engines.wording import Refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kechuang.site.settings")


class Platform(click.Group):
    """Commands are loaded on demand, so ``--help`` needs neither Django nor a database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return written_commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load_command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lines = [(name, COMMANDS[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("命令 / Commands"):
            formatter.write_dl([(name, f"{text.zh} / {text.en}") for name, text in lines])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["as_json"] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            print_refusal(refusal, as_json=ctx.meta["as_json"])
            ctx.exit(1)


@click.command(cls=Platform, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, prog_name="kechuang")
def kechuang() -> None:
    """科创：说明每个结论理由的区域创新服务平台。

    Kechuang: a regional innovation service platform that explains every answer.

    退出码：0 完成；1 被拒绝或检查未通过；2 用法错误。

    Exit codes: 0 done; 1 refused or a check failed; 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
