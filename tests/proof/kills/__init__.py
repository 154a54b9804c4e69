"""R4: what was acknowledged is never lost: processes and servers killed, disks filled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.proof.outcomes import Outcome, Scene

__all__ = ["prove"]


@dataclass(frozen=True)
class Sizes:
    """How many kills of each sort, full disks, and watched acknowledgements on one database;
    of web workers, which both have, there are two hundred together."""

    workers: int = 100
    writers: int = 200
    servers: int = 25
    restarts: int = 20
    disks: int = 20
    watched: int = 300
    red: int = 20


NORMAL = Sizes()
QUICK = Sizes(workers=4, writers=6, servers=2, restarts=1, disks=0, watched=10, red=4)


def prove(scene: Scene) -> Outcome:
    from tests.proof.kills.posting import lay_book
    from tests.proof.kills.proving import prove_postgres, prove_sqlite

    lay_book()
    sizes = QUICK if scene.quick else NORMAL
    outcome = (prove_sqlite if scene.engine == "sqlite" else prove_postgres)(scene, sizes)
    return (
        outcome
        if outcome.held
        else replace(outcome, figure=f"{outcome.figure} (seed {scene.seed})")
    )
