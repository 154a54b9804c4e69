"""One unit above another, as the register of relations has it."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Tie:
    """``above`` heads, owns or controls ``below``; ``share_bp`` None: the share is not stated.

    ``is_whole``: a branch, or a parent: control whatever the share. ``is_joint``: the sum of what
    several hands hold.
    """

    above: int
    below: int
    said: Text
    is_whole: bool = False
    share_bp: int | None = None
    is_joint: bool = False
