"""R11: every address × method × role × ownership × state answers as the tables promise.

The tables are ``tests/api/addresses.txt`` and ``life_cycles.txt``; what they do not name fails.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.test import override_settings

from tests.journeys.small_region import Region, build_region
from tests.proof.authorization.cells import Cell, Records, every_cell, half_of
from tests.proof.authorization.contents import others_content
from tests.proof.authorization.controls import harms_seen, unclassified
from tests.proof.authorization.own_forms import forms, own_cells
from tests.proof.authorization.people import browsers_of, roles_without_asker
from tests.proof.authorization.ready import ready_acts
from tests.proof.authorization.records import build_records
from tests.proof.authorization.watching import Watch
from tests.proof.authorization.writable import see_forms, see_others
from tests.proof.outcomes import Outcome, Scene

SHOWN = 20
FLOOR, QUICK = 40_000, 100
"""Cells that are asked at least on one database."""
FOR_YEARS = 10 * 365 * 24 * 60 * 60
"""Seconds for which people stay logged in: some acts are due in years only."""
QUICK_FORMS = {"demands:edit", "parties:state", "matching:decide"}


@override_settings(ALLOWED_HOSTS=["testserver"], SESSION_COOKIE_AGE=FOR_YEARS)
def prove(scene: Scene) -> Outcome:
    """Ask everything as everybody, fill every form, then take guards away and see it noticed."""
    logging.disable(logging.CRITICAL)
    region = build_region()
    browsers, records = browsers_of(region), build_records(region)
    watch = Watch(browsers)
    watch.unexpected += [*unclassified(), *sorted(roles_without_asker())]
    watch.see(_cells(scene, records))
    scene.tell(f"{watch.n} 个格子 / cells")
    see_own_forms(watch, region, records, quick=scene.quick)
    for harm in watch.harms[:SHOWN]:
        scene.tell(f"seed {scene.seed}: {harm}")
    seen = dict(harms_seen(browsers, region, records))
    return Outcome(
        figure=_figure(watch),
        n=watch.n,
        held=not watch.harms and scene.is_enough(watch.n, floor=FLOOR, quick=QUICK),
        red_control="；".join(f"{name}: {n}" for name, n in seen.items()),
        red_held=all(seen.values()),
    )


def _cells(scene: Scene, records: Records) -> Iterable[Cell]:
    """Half of them here and half on the other database; of the quick form all."""
    if scene.quick:
        return every_cell(records, seed=scene.seed, quick=True)
    return half_of(every_cell(records, seed=scene.seed), scene.half)


def see_own_forms(watch: Watch, region: Region, records: Records, *, quick: bool = False) -> None:
    """Every form by somebody who may give it; one that nobody can give here is unproved."""
    acts = {} if quick else ready_acts(region, records)
    names = QUICK_FORMS if quick else set(forms())
    cells = list(own_cells(records, sorted(names), acts))
    see_forms(watch, region, cells)
    given = {cell.row.name for cell in cells}
    watch.unexpected += [f"nobody gives the form: {name}" for name in sorted(names - given)]
    naming = own_cells(records, others_content(region), acts)
    see_others(watch, region, naming)


def _figure(watch: Watch) -> str:
    odd, told = len(watch.unexpected), len(watch.told)
    fields = len(watch.beyond) + len(watch.written)
    return (
        f"{odd} 处意外、{told} 处泄露存在、{fields} 个越界字段 / "
        f"{odd} unexpected, {told} existence told, {fields} fields beyond"
    )
