"""The shape in which records are told: label and value, in order."""

from __future__ import annotations

from typing import Any

Rows = list[tuple[str, object]]
Content = dict[str, Any]
