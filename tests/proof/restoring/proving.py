"""R6: backups under load, each restored into a fresh database, checked and compared."""

from __future__ import annotations

from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import lay_book
from tests.proof.outcomes import Outcome, Scene
from tests.proof.restoring.careless import careless_copy
from tests.proof.restoring.drills import drill

DRILLS, QUICK_DRILLS = 20, 2
CONTROLS, QUICK_CONTROLS = 5, 1
CARELESS = {
    "sqlite": "cp 运行中的文件 / cp of the live file",
    "postgresql": "逐表导出 / table by table",
}


def prove(scene: Scene) -> Outcome:
    """Two writers commit all the while; what they were told before a backup must be in it."""
    lay_book()
    notebook = Notebook(scene.folder / "acknowledged")
    drills = []
    for number in range(QUICK_DRILLS if scene.quick else DRILLS):
        drills.append(drill(scene, notebook, number))
        scene.tell(str(drills[-1]))
    count = QUICK_CONTROLS if scene.quick else CONTROLS
    harms = [careless_copy(scene, notebook, number) for number in range(count)]
    good = sum(each.is_good for each in drills)
    meanwhile, seconds = (
        sum(getattr(d, name) for d in drills) for name in ("meanwhile", "seconds")
    )
    return Outcome(
        figure=f"{good}/{len(drills)} 完好 / intact, {meanwhile} 同时写入 / writes meanwhile, "
        f"{seconds / len(drills):.1f} s",
        n=len(drills),
        held=good == len(drills),
        red_control=f"{CARELESS[scene.engine]}: {sum(map(bool, harms))}/{count} 残缺 / defective",
        red_held=any(harms),
    )
