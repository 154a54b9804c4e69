"""Loops over whole arrays, compiled once when this package is first imported and kept on disk.

The signatures are explicit, so that no page waits for a compiler: after the first start every
process loads the machine code from beside the source (or from ``NUMBA_CACHE_DIR``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba import types

Function = TypeVar("Function", bound=Callable[..., Any])
BYTE, INT, LONG, KEY, REAL, SMALL, BOOL, NOTHING = (
    types.uint8,
    types.int32,
    types.int64,
    types.uint64,
    types.float64,
    types.float32,
    types.boolean,
    types.void,
)


def read(of: Any, dimensions: int = 1) -> Any:
    """An array that is only read, so that it may lie in a file."""
    return types.Array(of, dimensions, "C", readonly=True)


def changed(of: Any, dimensions: int = 1) -> Any:
    """An array that is written to."""
    return types.Array(of, dimensions, "C")


def compiled(answer: Any, *given: Any) -> Callable[[Function], Function]:
    """Compile for exactly these types, in plain IEEE arithmetic, free of Python's lock."""

    def compile_function(function: Function) -> Function:
        try:
            made = numba.njit(answer(*given), cache=True, nogil=True)(function)
        except RuntimeError:  # nowhere to keep machine code: a read-only disk and no home
            made = numba.njit(answer(*given), nogil=True)(function)
        return cast(Function, made)

    return compile_function
