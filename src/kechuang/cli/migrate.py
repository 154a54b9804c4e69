"""``kechuang migrate``: create the database or bring it up to date."""

from __future__ import annotations

import click

from kechuang.cli.database import prepare_database
from kechuang.cli.output import say
from kechuang.engines.wording import Text


@click.command()
def command() -> None:
    """建立数据库，或把它更新到当前版本；可重复执行。

    Create the database or bring it up to date; safe to repeat.
    """
    prepare_database()
    say(Text("数据库已是最新", "The database is up to date"))
