"""Mobile numbers of the mainland: 11 digits beginning 13 to 19 (numbering plan of 工信部)."""

from __future__ import annotations

import re

from kechuang.base.identifiers.characters import half_width
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

WRITTEN = re.compile(r"(?:\+86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})")


def parse_mobile(raw: str) -> str:
    """The 11 digits; +86 and blanks or hyphens in 3-4-4 are allowed. Never quoted in messages."""
    match = WRITTEN.fullmatch(half_width(raw))
    if match is None:
        raise IdentifierError(
            Text("手机号码无法采用", "The mobile number cannot be used"),
            Text("应为13至19开头的11位数字", "11 digits beginning 13 to 19 are needed"),
            Text("请核对手机号码", "Check the number"),
        )
    return "".join(match.groups())


def mask_mobile(number: str) -> str:
    """``138****5678``."""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else "*" * len(number)
