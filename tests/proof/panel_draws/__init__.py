"""R10: no panel, drawn or assigned, ever holds a planted conflict; every chance is equal."""

from __future__ import annotations

import hashlib
from unittest.mock import patch

from kechuang.engines.panel import (
    Drawn,
    Policy,
    Pool,
    Qualified,
    Quotas,
    Trials,
    draw,
    run_trials,
)
from tests.proof.outcomes import Outcome, Scene
from tests.proof.panel_draws.panels import (
    Count,
    assigned,
    drawn,
    misjudged,
    pools_of,
    unguarded,
)
from tests.proof.panel_draws.repeating import is_repeated
from tests.proof.panel_draws.worlds import PROPOSALS, RULES, World, build_world

DRAWS, QUICK_DRAWS = 10_000, 360
WORLDS, QUICK_WORLDS = 25, 3
RED_DRAWS, QUICK_RED_DRAWS = 200, 70
FAIR_EXPERTS, FAIR_SEATS = 20, 3
FAIR_P, BENT_P = 0.01, 1e-6
TICKET = "kechuang.engines.panel.draw.drawing._ticket"


def prove(scene: Scene) -> Outcome:
    """Plant conflicts, draw and assign among them, weigh the chances; then with guards off."""
    draws = QUICK_DRAWS if scene.quick else DRAWS
    worlds = [build_world(scene.seed, each) for each in range(scaled(scene))]
    missed, invented = (sum(each) for each in zip(*map(misjudged, worlds), strict=True))
    count = counted(worlds, draws, scene)
    fair = run_trials(fair_pool(), draws=draws, seed=str(scene.seed))
    repeated = repeats(worlds, scene)
    red, is_red = red_control(worlds[0], draws, scene)
    for line in (f"{missed} planted conflicts missed", f"{invented} invented"):
        scene.tell(line)
    is_sound = not (missed or invented or count.violations or fair.violations)
    return Outcome(
        figure=f"{count.violations} 违规 / violations in {count.panels:,} 组 / panels, "
        f"{missed}+{invented} 错判 / misjudged; χ² {fair.chi_square:.1f} (p {fair.p_value:.3f}); "
        f"{'外人重算一致 / repeated by an outsider' if repeated else '✗ outsider'}",
        n=count.panels + fair.draws,
        held=is_sound and fair.p_value > FAIR_P and repeated,
        red_control=red,
        red_held=is_red,
    )


def scaled(scene: Scene) -> int:
    return QUICK_WORLDS if scene.quick else WORLDS


def counted(worlds: list[World], draws: int, scene: Scene) -> Count:
    """All draws, spread over worlds and proposals, and two assignments of each world."""
    count = Count()
    each = -(-draws // (len(worlds) * PROPOSALS))
    for number, world in enumerate(worlds):
        count.add(drawn(world, draws=each, seed=scene.seed + number))
        for is_tempted in (False, True):
            count.add(assigned(world, seed=scene.seed + number, is_tempted=is_tempted))
    return count


def fair_pool() -> Pool:
    """Nothing but chance decides here: every expert has a unit of one's own."""
    experts = [Qualified(f"e{each:02d}", f"u{each}", "") for each in range(FAIR_EXPERTS)]
    return Pool.sealed("fair", "9901", Quotas(FAIR_SEATS), experts)


def repeats(worlds: list[World], scene: Scene) -> bool:
    """One record of each world, with a replacement in it."""
    return all(is_repeated(record(world, scene), scene.folder) for world in worlds)


def record(world: World, scene: Scene) -> Drawn:
    pool = next(pools_of(world, Policy()))
    seed = hashlib.sha256(str(scene.seed).encode()).hexdigest()
    first = draw(pool, seed=seed, public="0417").panel[0]
    return draw(pool, seed=seed, public="0417", absent=[first])


def red_control(world: World, draws: int, scene: Scene) -> tuple[str, bool]:
    """Each rule off in turn, a loaded lot, a bent record."""
    seen = unguarded(world, draws=QUICK_RED_DRAWS if scene.quick else RED_DRAWS, seed=scene.seed)
    for rule in sorted(set(RULES) - set(seen)):
        scene.tell(f"✗ {rule} switched off was not seen")
    bent = loaded_trials(draws, scene)
    caught = not is_repeated(record(world, scene), scene.folder, is_bent=True)
    told = (
        f"规则逐条关闭 / rules off one by one: {len(seen)} of {len(RULES)} seen; "
        f"做手脚的签 / loaded lot: p {bent.p_value:.0e}; "
        f"改动的记录 / bent record: {'seen' if caught else 'unseen'}"
    )
    return told, len(seen) == len(RULES) and bent.p_value < BENT_P and caught


def loaded_trials(draws: int, scene: Scene) -> Trials:
    """One expert's ticket is halved: drawn more often than the others."""

    def loaded(pool: Pool, seed: str, public: str, name: str) -> str:
        told = hashlib.sha256(f"{seed}{name}".encode()).hexdigest()
        return f"{int(told, 16) // (4 if name == 'e07' else 1):064x}"

    with patch(TICKET, loaded):
        return run_trials(fair_pool(), draws=draws, seed=str(scene.seed))
