"""R16: whatever is sent, no crash, no row unaccounted, no long wait, no large reader."""

from __future__ import annotations

import resource
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from random import Random

from django.db import connections

from kechuang.base.sheets import Limits
from kechuang.parties.services import NewParty, register_parties
from tests.proof.dirty_files.cases import Case
from tests.proof.dirty_files.cells import known_code
from tests.proof.dirty_files.controls import dropped_rows_seen, plain_reader_hangs
from tests.proof.dirty_files.corpus import every_case
from tests.proof.dirty_files.sending import AT, BY, Fate, send
from tests.proof.dirty_files.statements import KIND, open_bank
from tests.proof.outcomes import Outcome, Scene

LEAST_FILES, LEAST_FAMILIES = 300, 20
MEGABYTES = Limits().memory_bytes >> 20
WORKERS = 2
QUICK_FILES, QUICK_PATIENCE, PATIENCE = 8, 2, 5
COSTLY = {"large", "bomb", "locked", "macros"}


def prove(scene: Scene) -> Outcome:
    """Send every file through an import, two at a time, and add up what must not be."""
    firm = NewParty(known_code(), "云澜电池公司", "enterprise", "990101")
    register_parties(by=BY, at=AT, parties=[firm])
    open_bank(BY)
    cases = chosen(scene)
    fates = sent(scene, cases)
    faulty, megabytes = [fate for fate in fates if fate.faults], readers_megabytes()
    for fate in faulty:
        scene.tell(f"✗ {fate.case.family} {fate.case.name}: {'; '.join(fate.faults)}")
    slowest = max(fate.slowest for fate in fates)
    families = len({case.family for case in cases})
    is_enough = scene.is_enough(len(fates), floor=LEAST_FILES, quick=QUICK_FILES)
    is_enough &= scene.is_enough(families, floor=LEAST_FAMILIES, quick=QUICK_FILES)
    seen, sound = dropped_rows_seen(scene.seed)
    hangs = plain_reader_hangs(scene.folder, seconds=QUICK_PATIENCE if scene.quick else PATIENCE)
    return Outcome(
        figure=f"{families} 类 / families, {len(faulty)} 出错或丢行 / crashes or lost rows, "
        f"≤ {slowest:.0f} s, ≤ {megabytes} MB",
        n=len(fates),
        held=not faulty and megabytes <= MEGABYTES and is_enough,
        red_control=f"读丢一行 / a reader that drops a row: {seen}/{sound} 识破 / seen; "
        f"openpyxl + far.xlsx: {'卡死 / hangs' if hangs else '—'}",
        red_held=seen == sound and hangs,
    )


def chosen(scene: Scene) -> list[Case]:
    """All files; one of each of a few families when it has to be quick."""
    cases = every_case(scene.seed)
    if not scene.quick:
        return cases
    chance = Random(scene.seed)
    chance.shuffle(cases)
    by_family = {case.family: case for case in cases if case.family not in COSTLY}
    stated = by_family.pop(KIND)
    return [*list(by_family.values())[: QUICK_FILES - 1], stated]


def sent(scene: Scene, cases: Iterable[Case]) -> list[Fate]:
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(_send, cases, range(10**6)))


def _send(case: Case, number: int) -> Fate:
    try:
        return send(case, number)
    finally:
        connections.close_all()


def readers_megabytes() -> int:
    """The most that any child took; or this process, of which a child is first a copy."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
