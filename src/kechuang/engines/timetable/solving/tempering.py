"""Parallel tempering: timetables at several heats, which trade places now and then.

The hot ones wander, the cold ones settle, and what a hot one has found comes down through all heats
in between: cooling and heating again without a plan for either (Swendsen and Wang 1986).
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np

from kechuang.engines.timetable.candidates import Slots
from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.solving.board import Board, Field

HEATS = tuple(float(heat) for heat in np.linspace(0.11, 0.27, 9))
TURN = 10_000

Offer = Callable[[int, Mapping[str, int]], None]


class Tempering:
    """``offer`` gets every timetable that keeps all rules and is better than all before it."""

    def __init__(
        self,
        event: Event,
        choices: Mapping[str, Slots],
        slots: Mapping[str, int],
        offer: Offer,
        *,
        seed: int,
    ) -> None:
        self._field, self._offer = Field(event, choices), offer
        self._random = random.Random(seed)  # noqa: S311 (search, not secrets)
        first = seed * len(HEATS)
        self._boards = [Board(self._field, slots, first + number) for number in range(len(HEATS))]
        self._fewest = self._boards[0].fewest

    def run(self, *, until: float, is_over: Callable[[], bool]) -> None:
        """Turns until the time (of the monotonic clock), or until ``is_over``."""
        while len(self._field.moves) and time.monotonic() < until and not is_over():
            self.turn()

    def turn(self) -> None:
        """Each timetable walks at its heat; then neighbours trade heats by their costs."""
        for board, heat in zip(self._boards, HEATS, strict=True):
            board.walk(TURN, heat)
        self._offer_best()
        for colder, hotter in pairwise(range(len(HEATS))):
            self._trade(colder, hotter)

    def _offer_best(self) -> None:
        best = min(self._boards, key=lambda board: board.fewest)
        if best.fewest < self._fewest:
            self._fewest = best.fewest
            self._offer(best.fewest, dict(zip(self._field.names, best.best.tolist(), strict=True)))

    def _trade(self, colder: int, hotter: int) -> None:
        boards = self._boards
        gain = boards[colder].cost - boards[hotter].cost
        weight = (1 / HEATS[colder] - 1 / HEATS[hotter]) * gain
        if self._random.random() < math.exp(min(0.0, weight)):
            boards[colder], boards[hotter] = boards[hotter], boards[colder]
