"""Whole numbers that stay exact: machine words while they suffice, unbounded ones beyond."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Wholes = NDArray[Any]
WORD = (1 << 63) - 1


def fitting(values: Wholes, bound: int) -> Wholes:
    """``values`` in a type in which no result up to ``bound`` overflows."""
    return values.astype(np.int64 if bound <= WORD else object)
