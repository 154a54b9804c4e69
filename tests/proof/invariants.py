"""R20: each invariant finds the harm that was made for it, and none finds any without."""

from __future__ import annotations

from dataclasses import replace

from kechuang.base.invariants import Invariant, every_invariant, examine
from tests.proof.corruptions import Corruption, every_corruption
from tests.proof.corruptions.damage import damaged
from tests.proof.healthy import build_healthy
from tests.proof.outcomes import Outcome, Scene

LEAST = 45


def prove(scene: Scene) -> Outcome:
    """Corrupt a healthy database in one way after the other, undoing each."""
    build_healthy()
    invariants, corruptions = every_invariant(), every_corruption()
    false_alarms = broken(invariants)
    missed = [each.name for each in invariants if not is_caught(each, corruptions.get(each.name))]
    blind = [replace(each, find=lambda: ()) for each in invariants]
    unseen = sum(not is_caught(each, corruptions.get(each.name)) for each in blind)
    false_alarms += broken(invariants)
    for name in (*false_alarms, *missed):
        scene.tell(f"✗ {name}")
    caught = len(invariants) - len(missed)
    return Outcome(
        figure=f"{caught}/{len(invariants)} 识破 / caught, {len(false_alarms)} 误报 / false alarms",
        n=len(invariants),
        held=not missed and not false_alarms and len(invariants) >= LEAST,
        red_control=f"核对换成空的 / checks that look at nothing: {unseen} 漏过 / missed",
        red_held=unseen == len(invariants),
    )


def broken(invariants: tuple[Invariant, ...]) -> list[str]:
    """Names of invariants that do not hold."""
    return [each.name for each in invariants if not examine(each).holds]


def is_caught(invariant: Invariant, corruption: Corruption | None) -> bool:
    """Whether the harm is found, by looking and not by stumbling over it."""
    if corruption is None:
        return False
    with damaged() as damage:
        corruption(damage)
        findings = examine(invariant).findings
    return any(finding.where != invariant.name for finding in findings)
