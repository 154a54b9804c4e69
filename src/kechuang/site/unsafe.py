"""Why the platform refuses to start."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text

REFUSED = Text("拒绝启动", "The platform refuses to start")


class UnsafeSettings(Refusal):
    """Production mode was asked for with values that would endanger records or sessions."""
