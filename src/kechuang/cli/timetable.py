"""``kechuang timetable``: one-to-one meetings on plain files, no database."""

from __future__ import annotations

from kechuang.engines.timetable import timetable as command

__all__ = ["command"]
