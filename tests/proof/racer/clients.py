"""One process of clients: a thread for each, let go together round after round."""

from __future__ import annotations

import os
import random
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from threading import BrokenBarrierError
from typing import Any

import django
from django.db import connections, transaction

from tests.garbage import collect_rarely
from tests.proof.racer.scarce import Scarce
from tests.proof.racer.tally import DONE, REFUSED, Tally

PATIENCE_S = 120


@dataclass(frozen=True)
class Seat:
    """Where a process sits: the numbers of its clients, the barrier of all, and its environment."""

    clients: range
    barrier: Any
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """Something to be done by one process alone, such as making what will be raced for."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def answer(self, seat: Seat) -> Any:
        return self.function(*self.arguments)


@dataclass(frozen=True)
class Race:
    """Race for each of ``things``; round by round the clients start within the next jitter."""

    scarce: Scarce
    things: Sequence[Any]
    seed: int
    jitters_ms: tuple[int, ...]
    is_guarded: bool

    def answer(self, seat: Seat) -> Tally:
        guard = nullcontext() if self.is_guarded else self.scarce.unguarded()
        with guard, ExitStack() as left, ThreadPoolExecutor(len(seat.clients)) as threads:
            left.callback(self.scarce.leave)
            clients = [threads.submit(_take_part, self, seat, client) for client in seat.clients]
            failures = [failure for client in clients if (failure := client.exception())]
            for failure in sorted(failures, key=lambda f: isinstance(f, BrokenBarrierError)):
                raise failure
            return sum((client.result() for client in clients), Tally())


def serve(seat: Seat, orders: Any, answers: Any) -> None:
    """Body of a client process: one order after another until ``None`` comes."""
    os.environ.update(seat.environment)
    django.setup()
    collect_rarely()
    while (order := orders.get()) is not None:
        try:
            answers.put((True, order.answer(seat)))
        except Exception:
            seat.barrier.abort()
            answers.put((False, traceback.format_exc()))


def prepared(scarce: Scarce, turns: range) -> list[Any]:
    """A thing for each round, made in one transaction."""
    with transaction.atomic():
        return [scarce.prepare(turn) for turn in turns]


def _take_part(race: Race, seat: Seat, client: int) -> Tally:
    chance, tally = random.Random(f"{race.seed} {client}"), Tally()
    try:
        for turn, thing in enumerate(race.things):
            jitter = race.jitters_ms[turn % len(race.jitters_ms)]
            _run_round(race.scarce, thing, client, seat, chance.uniform(0, jitter / 1000), tally)
    except Exception:
        seat.barrier.abort()
        raise
    finally:
        connections.close_all()
    return tally


def _run_round(
    scarce: Scarce, thing: Any, client: int, seat: Seat, pause_s: float, tally: Tally
) -> None:
    observes = client == 0
    if observes:
        scarce.begin(thing)
    seat.barrier.wait(PATIENCE_S)
    time.sleep(pause_s)
    for _ in range(scarce.tries):
        tally.answers[_attempted(scarce, thing, client, tally.said)] += 1
    seat.barrier.wait(PATIENCE_S)
    if observes:
        tally.observe(scarce.harm(thing))


def _attempted(scarce: Scarce, thing: Any, client: int, said: dict[str, str]) -> str:
    try:
        scarce.attempt(thing, client)
    except scarce.refusals as refusal:
        said.setdefault(REFUSED, str(refusal))
        return REFUSED
    except Exception as unforeseen:
        name = type(unforeseen).__name__
        said.setdefault(name, str(unforeseen))
        return name
    return DONE
