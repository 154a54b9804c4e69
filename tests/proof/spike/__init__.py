"""R15: in the last minute before a deadline every seal that came in time is kept, and soon."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.proof.outcomes import Outcome, Scene

__all__ = ["Sizes", "prove"]


@dataclass(frozen=True)
class Sizes:
    """``sessions`` are live, ``think_s`` seconds between two pages; each seals once, within the
    last ``window_s`` seconds, ``late`` of them after the deadline; every ``uploading``-th uploads
    a file before. ``queued`` seals and as many of the red control wait for their turn beyond it.

    Among the tests there are too few seals for a figure in seconds: only harm counts there."""

    sessions: int
    late: int
    window_s: float
    think_s: float
    queued: int
    slowest_p95_s: float
    uploading: int = 5


NORMAL = Sizes(sessions=500, late=40, window_s=61.0, think_s=10.0, queued=20, slowest_p95_s=2.0)
SMALL = replace(NORMAL, sessions=100, late=10)
"""For SQLite, which writes one after the other: a laptop's own round, not a city's."""
FULL = {"sqlite": SMALL, "postgresql": NORMAL}
QUICK = Sizes(sessions=6, late=2, window_s=1.6, think_s=0.4, queued=2, slowest_p95_s=30.0)


def prove(scene: Scene) -> Outcome:
    from tests.proof.spike.judging import told
    from tests.proof.spike.laying import lay_bids
    from tests.proof.spike.playing import play

    sizes = QUICK if scene.quick else FULL[scene.engine]
    scene.tell(f"{sizes.sessions} bids to lay")
    played = play(scene, sizes, lay_bids(sizes.sessions + 2 * sizes.queued))
    spike, queued, red = played.spike, played.queued, played.red
    return Outcome(
        figure=told(spike, queued, pages=played.pages),
        n=spike.answers + queued.answers,
        held=all(one.is_harmless and one.in_time for one in (spike, queued))
        and spike.p95_s <= sizes.slowest_p95_s,
        red_control=f"排队后才记时 / dated after the queue: {red.refused_in_time} 误拒 refused "
        f"of {red.in_time}",
        red_held=red.refused_in_time == red.in_time > 0,
    )
