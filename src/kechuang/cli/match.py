"""``kechuang match``: match demands to outcomes on plain files (BEIR layout), no database."""

from __future__ import annotations

from kechuang.engines.match import match as command

__all__ = ["command"]
