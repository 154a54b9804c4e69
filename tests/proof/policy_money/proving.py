"""The floor of R17: 100,000 cases without a difference, and no planted mistake unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from random import Random

from tests.proof.outcomes import Outcome, Scene
from tests.proof.policy_money.comparing import differences, every_kind
from tests.proof.policy_money.kinds import Kind
from tests.proof.policy_money.mutants import MUTANTS, planted

FLOOR, QUICK = 100_000, 2_000
CASES_PER_MUTANT = 500
SHOWN = 5


def prove(scene: Scene) -> Outcome:
    cases = QUICK if scene.quick else FLOOR
    kinds = every_kind(Random(scene.seed), cases=cases)
    drawn: Counter[str] = Counter()
    found = list(differences(kinds, seed=scene.seed, cases=cases, drawn=drawn))
    for one in islice(found, SHOWN):
        scene.tell(f"seed {scene.seed}: {one}")
    caught = caught_mutants(kinds, scene.seed)
    missed = [mutant.name for mutant in MUTANTS if not caught[mutant.name]]
    for name in missed:
        scene.tell(f"seed {scene.seed}: {name} was not noticed")
    return Outcome(
        figure=f"{len(found)} 处差异 / {len(found)} differences",
        n=drawn.total(),
        held=not found and scene.is_enough(drawn.total(), floor=FLOOR, quick=QUICK),
        red_control=told(caught, missed),
        red_held=not missed,
    )


def caught_mutants(kinds: Sequence[Kind], seed: int) -> Counter[str]:
    """How many cases of the kinds it touches each planted mistake answers differently."""
    caught: Counter[str] = Counter()
    for mutant in MUTANTS:
        touched = [kind for kind in kinds if kind.name in mutant.kinds]
        with planted(mutant):
            found = differences(touched, seed=seed, cases=CASES_PER_MUTANT)
            caught[mutant.name] = sum(1 for _ in found)
    return caught


def told(caught: Counter[str], missed: Sequence[str]) -> str:
    seen = len(caught) - len(missed)
    figures = f"half-even {caught['half-even']}, cap forgotten {caught['cap forgotten']}"
    return f"{seen}/{len(caught)} 处植入错误被发现 / mutants caught ({figures})"
