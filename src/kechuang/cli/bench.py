"""``kechuang bench``: engines measured on files and made instances, no database."""

from __future__ import annotations

import click

from kechuang.engines import timetable
from kechuang.engines.match import bench as match
from kechuang.engines.panel import bench
from kechuang.engines.rulebook import columns


@click.group()
def command() -> None:
    """引擎的用时与质量 / Time and quality of the engines."""


command.add_command(match, name="match")
command.add_command(bench, name="panel")
command.add_command(columns.bench, name="rules")
command.add_command(timetable.bench, name="timetable")
