"""``kechuang panel``: review panels on plain files, no database."""

from __future__ import annotations

from kechuang.engines.panel import panel as command

__all__ = ["command"]
