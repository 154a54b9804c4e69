"""How long work shows how far it is; the command line passes its progress bar."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from kechuang.engines.wording import Text


class Bar(Protocol):
    """Shows the progress of one stage."""

    def update(self, n_steps: int, /) -> None:
        """Move on by ``n_steps`` of the stage's length."""


Stages = Callable[[int, Text], AbstractContextManager[Bar]]
