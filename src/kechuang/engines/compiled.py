"""Loops over whole arrays, compiled to machine code that is kept on disk.

The signatures are explicit, and the compiler itself is loaded only when a loop is first run or by
``compile_loops``: a command that needs none does not wait for it, nor does any page of a server
that called it at its start. Later processes load the machine code from beside the source (or from
``NUMBA_CACHE_DIR``), and renew it when that file changes: a loop calls loops of its own file only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from threading import RLock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Function = TypeVar("Function", bound=Callable[..., Any])
BYTE, INT, LONG, KEY = "uint8", "int32", "int64", "uint64"
REAL, SMALL, BOOL, NOTHING = "float64", "float32", "boolean", "void"


class Array(NamedTuple):
    """The type of an array; one that is only read may lie in a file."""

    of: str
    dimensions: int
    is_read_only: bool


def read(of: str, dimensions: int = 1) -> Array:
    """An array that is only read."""
    return Array(of, dimensions, is_read_only=True)


def changed(of: str, dimensions: int = 1) -> Array:
    """An array that is written to."""
    return Array(of, dimensions, is_read_only=False)


Type = str | Array


class Loop:
    """A function that becomes machine code when it, or another one, is first called."""

    def __init__(
        self,
        function: Callable[..., Any],
        answer: Type,
        given: tuple[Type, ...],
        *,
        is_inlined: bool = False,
    ) -> None:
        self.function, self.answer, self.given = function, answer, given
        self.is_inlined = is_inlined
        self.made: Callable[..., Any] | None = None
        update_wrapper(self, function)

    def __call__(self, *arguments: Any) -> Any:
        if self.made is None:
            compile_loops()
        return cast(Callable[..., Any], self.made)(*arguments)

    def make(self) -> None:
        """In plain IEEE arithmetic, free of Python's lock; loops below it call the machine code."""
        import numba  # noqa: PLC0415 - loads for half a second

        signature = _numba_type(self.answer)(*map(_numba_type, self.given))
        compile_it = partial(numba.njit, signature, nogil=True, forceinline=self.is_inlined)
        try:
            self.made = compile_it(cache=True)(self.function)
        except RuntimeError:  # nowhere to keep machine code: a read-only disk and no home
            self.made = compile_it()(self.function)
        self.function.__globals__[self.function.__name__] = self.made


_LOOPS: list[Loop] = []
_TURN = RLock()


def compiled(
    answer: Type, *given: Type, is_inlined: bool = False
) -> Callable[[Function], Function]:
    """Compile for exactly these types; the inlined ones into every loop that calls them."""

    def promise(function: Function) -> Function:
        _LOOPS.append(Loop(function, answer, given, is_inlined=is_inlined))
        return cast(Function, _LOOPS[-1])

    return promise


def compile_loops() -> None:
    """Have every loop ready now, in the order in which they are written."""
    with _TURN:
        for loop in _LOOPS:
            if loop.made is None:
                loop.make()


def _numba_type(wanted: Type) -> Any:
    from numba import types  # noqa: PLC0415

    if isinstance(wanted, str):
        return getattr(types, wanted)
    of = getattr(types, wanted.of)
    return types.Array(of, wanted.dimensions, "C", readonly=wanted.is_read_only)
