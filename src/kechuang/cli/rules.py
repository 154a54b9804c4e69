"""``kechuang rules``: policy packs on plain files, no database."""

from __future__ import annotations

from kechuang.cli.rules_run import run
from kechuang.engines.rulebook import rulebook as command

__all__ = ["command"]

command.add_command(run)
