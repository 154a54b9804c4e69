"""R6: backups under load, each restored into a fresh database, checked and compared."""

from __future__ import annotations

from tests.proof.kills.harm import Harm
from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import lay_book
from tests.proof.outcomes import Outcome, Scene
from tests.proof.restoring.careless import careless_copy
from tests.proof.restoring.drills import drill

DRILLS, QUICK_DRILLS = 10, 1  # 20 over both databases
CONTROLS = 5
CARELESS = {
    "sqlite": "cp 运行中的文件 / cp of the live file",
    "postgresql": "逐表导出 / table by table",
}


def prove(scene: Scene) -> Outcome:
    """Two writers commit all the while; what they were told before a backup must be in it."""
    lay_book(bids=0)
    notebook = Notebook(scene.folder / "acknowledged")
    drills = []
    for number in range(QUICK_DRILLS if scene.quick else DRILLS):
        drills.append(drill(scene, notebook, number))
        scene.tell(str(drills[-1]))
    harms = careless_harms(scene, notebook)
    good = sum(each.is_good for each in drills)
    meanwhile, seconds = (
        sum(getattr(d, name) for d in drills) for name in ("meanwhile", "seconds")
    )
    return Outcome(
        figure=f"{good}/{len(drills)} 完好 / intact, {meanwhile} 同时写入 / writes meanwhile, "
        f"{seconds / len(drills):.1f} s",
        n=len(drills),
        held=good == len(drills),
        red_control=f"{CARELESS[scene.engine]}: "
        f"{sum(map(bool, harms))}/{len(harms)} 残缺 / defective",
        red_held=any(harms),
    )


def careless_harms(scene: Scene, notebook: Notebook) -> list[Harm]:
    """Harm of each careless copy; when it has to be quick, no more once one is defective."""
    harms = []
    for number in range(CONTROLS):
        harms.append(careless_copy(scene, notebook, number))
        if scene.quick and harms[-1]:
            break
    return harms
