"""R5: whatever somebody who owns the database changes in it is found with the published head."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

from kechuang.audit.selectors import chain_head, verify_chain
from kechuang.ledger.selectors.verifying import verify_books
from tests.proof.outcomes import Outcome, Scene
from tests.proof.tampering import forging, rows
from tests.proof.tampering.cells import cell_edits
from tests.proof.tampering.commanding import edit_then_command
from tests.proof.tampering.owning import owned_database, undone
from tests.proof.tampering.scenery import build

Edit = Callable[[random.Random], str]
FLOOR, QUICK, CONTROL_EVERY = 1_000, 60, 50
REWRITTEN = (forging.rechain, forging.truncate, forging.erase_anew, forging.move_money)
OTHERS = (
    rows.delete,
    rows.insert,
    rows.swap,
    edit_then_command,
    forging.erase_silently,
    forging.forge_erasure,
    *REWRITTEN,
)


def prove(scene: Scene) -> Outcome:
    """Each edit is made, looked for with and without the published head, and undone."""
    build()
    rng = random.Random(scene.seed)
    head = chain_head()
    outside = (head.sequence, head.own_hash)
    missed, unseen, rewritten, alarms = [], 0, 0, 0
    with owned_database():
        edits = list(islice(chosen_edits(rng), QUICK if scene.quick else FLOOR))
        for number, edit in enumerate(edits):
            if number % CONTROL_EVERY == 0:
                alarms += is_noticed(outside)
            with undone():
                told = edit(rng)
                if not is_noticed(outside):
                    missed.append(told)
                elif edit in REWRITTEN:
                    rewritten += 1
                    unseen += not is_noticed(None)
        alarms += is_noticed(outside)
    for told in missed:
        scene.tell(f"✗ {told} (seed {scene.seed})")
    return Outcome(
        figure=f"{len(edits) - len(missed):,}/{len(edits):,} 识破 / detected, "
        f"{alarms} 误报 / false alarms",
        n=len(edits),
        held=not missed and not alarms and scene.is_enough(len(edits), floor=FLOOR, quick=QUICK),
        red_control=f"不用外部校验值 / without the published head: {unseen} of {rewritten} missed",
        red_held=unseen > 0,
    )


def chosen_edits(rng: random.Random) -> Iterator[Edit]:
    """Every column of every table once, then all kinds in turn, cells half of the time."""
    columns = list(cell_edits())
    rng.shuffle(columns)
    for place in range(FLOOR):
        yield columns[place // 2 % len(columns)] if place % 2 else OTHERS[place // 2 % len(OTHERS)]


def is_noticed(outside: tuple[int, str] | None) -> bool:
    return not verify_chain(anchor=outside).is_whole or bool(verify_books())
