"""A kind of case: how it is drawn, how the engines answer, and how the second one does."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

Inputs = tuple[Any, ...]
REFUSED = "refused"


class Kind(NamedTuple):
    """``is_whole`` is told the inputs and an answer, and says whether it is right by itself."""

    name: str
    draw: Callable[[Random], Inputs]
    ours: Callable[..., object]
    second: Callable[..., object]
    is_whole: Callable[[Inputs, Any], bool] = lambda inputs, answer: True
