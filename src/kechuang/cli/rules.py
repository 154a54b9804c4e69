"""``kechuang rules``: policy packs on plain files, no database."""

from __future__ import annotations

from kechuang.cli.rules_diff import diff
from kechuang.cli.rules_run import run
from kechuang.cli.rules_simulate import simulate
from kechuang.engines.rulebook import rulebook as command

__all__ = ["command"]

for one in (run, simulate, diff):
    command.add_command(one)
