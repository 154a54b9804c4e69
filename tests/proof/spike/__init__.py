"""R15: in the last minute before a deadline every seal that came in time is kept, and soon."""

from __future__ import annotations

from dataclasses import dataclass

from tests.proof.outcomes import Outcome, Scene

__all__ = ["prove"]
SLOWEST_P95_S = 2.0


@dataclass(frozen=True)
class Sizes:
    """``sessions`` seal within ``window`` seconds, some of them ``late``; ``red`` in a burst."""

    sessions: int
    late: int
    window: float
    red: int


NORMAL = Sizes(sessions=500, late=40, window=60.0, red=80)
QUICK = Sizes(sessions=16, late=4, window=2.0, red=32)
RED_WINDOW = 0.1


def prove(scene: Scene) -> Outcome:
    from tests.proof.spike.playing import lay_spike, play

    sizes = QUICK if scene.quick else NORMAL
    bids = lay_spike(sizes.sessions + sizes.red)
    scene.tell(f"{sizes.sessions} sessions, {sizes.window:.0f} s")
    seen = play(scene, bids[: sizes.sessions], late=sizes.late, window=sizes.window)
    red = play(scene, bids[sizes.sessions :], late=0, window=RED_WINDOW, is_careless=True)
    harmless = not (seen.lost or seen.refused_in_time or seen.accepted_late)
    return Outcome(
        figure=str(seen),
        n=seen.answers,
        held=harmless and seen.in_time > 0 and seen.p95_s <= SLOWEST_P95_S,
        red_control=f"排队后才记时 / dated after the queue: {red.refused_in_time} 误拒 refused",
        red_held=red.refused_in_time > 0,
    )
