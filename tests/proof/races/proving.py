"""R2: sixteen clients in two processes, thing after thing; then the same with guards off."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from queue import SimpleQueue

from django.db import connection

from tests.proof.outcomes import Outcome, Scene
from tests.proof.racer import Tally, Team
from tests.proof.races.copies import close_connections, copy_of, use_database
from tests.proof.races.limited import HALF, Limited
from tests.proof.races.things import QUICK_THINGS, THINGS
from tests.proof.races.unguarding import disarm

PROCESSES, THREADS = 2, 8
CLIENTS = PROCESSES * THREADS
TEAMS = {"sqlite": 6, "postgresql": 4}
RED_TURNS, QUICK_TURNS = 10, 3
RED_TRIES = 3
"""A control shows that harm would be seen; on a busy machine clients may miss each other."""


@dataclass(frozen=True)
class Size:
    """What is raced for, by how many teams, and how many red turns each thing gets."""

    things: Sequence[Limited]
    teams: int
    red_turns: int
    is_quick: bool
    is_thorough: bool = False

    def least(self, thing: Limited) -> int:
        """Attempts without which the thing has not been raced for."""
        if self.is_quick:
            return QUICK_TURNS * CLIENTS
        return HALF if self.is_thorough else thing.attempts

    def green_turns(self, thing: Limited) -> int:
        return QUICK_TURNS if self.is_quick else -(-self.least(thing) // (CLIENTS * thing.tries))


@dataclass(frozen=True)
class Result:
    """One thing, raced for with its guards on, at least ``least`` times, then off."""

    thing: Limited
    green: Tally
    red: Tally
    least: int = 0

    @property
    def wrong(self) -> str:
        """Why it does not hold: harm, a turn nobody won, or an answer that is no refusal."""
        green = self.green
        found = [f"{green.harm} 双重 / doubles"] if green.harm else []
        found += [f"{name} × {count}" for name, count in sorted(green.unforeseen.items())]
        found += [f"无人得到 / nobody got it × {green.missed}"] if green.missed else []
        if green.attempts < self.least:
            found.append(f"不足 / fewer than {self.least:,}: {green.attempts:,}")
        return ", ".join(found)


def prove(scene: Scene) -> Outcome:
    size = sized(scene)
    connection.close()
    with ExitStack() as started:
        teams = [started.enter_context(new_team()) for _ in range(size.teams)]
        greens = all_raced(size, teams, partial(raced, scene=scene))
        reds = all_raced(size, teams, partial(red, scene=scene))
    results = [
        Result(thing, green, red, size.least(thing))
        for thing, green, red in zip(size.things, greens, reds, strict=True)
    ]
    return summed(results)


def new_team() -> Team:
    return Team(processes=PROCESSES, threads=THREADS, environment={})


def sized(scene: Scene) -> Size:
    if scene.quick:
        return Size(QUICK_THINGS, 1, QUICK_TURNS, is_quick=True)
    return Size(THINGS, TEAMS[scene.engine], RED_TURNS, False, scene.thorough)


def all_raced(size: Size, teams: list[Team], race: Callable[..., Tally]) -> list[Tally]:
    """Every thing, each by the next team that is free."""
    free: SimpleQueue[Team] = SimpleQueue()
    for team in teams:
        free.put(team)

    def next_raced(thing: Limited) -> Tally:
        team = free.get()
        try:
            return race(thing, team, size)
        finally:
            free.put(team)

    with ThreadPoolExecutor(len(teams)) as waiting:
        return list(waiting.map(next_raced, size.things))


def red(thing: Limited, team: Team, size: Size, *, scene: Scene) -> Tally:
    """Without the guard, until harm is seen."""
    for number in range(RED_TRIES):
        again = replace(scene, seed=scene.seed + number)
        tally = raced(thing, team, size, scene=again, is_guarded=False)
        if tally.harm:
            break
    return tally


def raced(
    thing: Limited, team: Team, size: Size, *, scene: Scene, is_guarded: bool = True
) -> Tally:
    began = time.monotonic()
    turns = size.green_turns(thing) if is_guarded else size.red_turns
    with copy_of(scene) as database:
        team.tell(use_database, database)
        if not is_guarded:
            team.ask(disarm)
            team.ask(thing.strip)
        made = team.prepare(thing, range(turns))
        tally = team.race(thing, made, seed=scene.seed, is_guarded=is_guarded)
        team.tell(close_connections)
    guard = "" if is_guarded else "守卫关闭 / guard off: "
    told = f"{guard}{thing.name}: {tally.attempts:,} → {tally.done:,} done, {tally.harm} doubles"
    odd = "".join(
        f", {name} × {n} ({tally.said[name][:90]!r})" for name, n in tally.unforeseen.items()
    )
    scene.tell(f"{told}{odd}, {time.monotonic() - began:.1f} s")
    return tally


def summed(results: Sequence[Result]) -> Outcome:
    wrong = list(described(results))
    caught = sum(result.red.harm > 0 for result in results)
    doubles = sum(result.red.harm for result in results)
    blind = "".join(f"; {r.thing.name}: 0" for r in results if not r.red.harm)
    return Outcome(
        figure="; ".join(wrong) or f"0 双重 / 0 doubles, {len(results)} 项 / things",
        n=sum(result.green.attempts for result in results),
        held=not wrong,
        red_control=f"守卫关闭 / guards off: {caught}/{len(results)} 项 / things, {doubles:,}"
        f" 双重 / doubles{blind}",
        red_held=caught == len(results),
    )


def described(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        if result.wrong:
            yield f"{result.thing.name}: {result.wrong}"
