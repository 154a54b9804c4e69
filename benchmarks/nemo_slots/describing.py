"""How a race is told."""

from __future__ import annotations

from tests.proof.racer import Tally

AT_ONCE_MS, JITTER_MS = (0,), (500,)


def described(what: str, how: str, tally: Tally) -> dict[str, object]:
    """``doubled`` of ``turns`` things went to more clients than they may; ``done`` got one."""
    return {
        "what": what,
        "how": how,
        "turns": tally.turns,
        "doubled": tally.harmed,
        "missed": tally.missed,
        "done": tally.done,
        "unforeseen": tally.unforeseen,
    }
