"""R3: however often a message comes, it has one effect, and a forged one has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from tests.proof.outcomes import Outcome, Scene

__all__ = ["prove"]


@dataclass(frozen=True)
class Sizes:
    """Messages of each channel, kills of each, and messages of the red control."""

    commands: int = 4_650
    forms: int = 150
    payments: int = 192
    imports: int = 8
    kills: int = 40
    red: int = 300


NORMAL = Sizes()
QUICK = Sizes(commands=60, forms=4, payments=10, imports=1, kills=2, red=20)
RED_FEN = 900_000_000


def prove(scene: Scene) -> Outcome:
    from tests.proof.exactly_once.commands import deliver_commands, give_anew
    from tests.proof.exactly_once.forms import post_forms
    from tests.proof.exactly_once.tasks import run_tasks
    from tests.proof.exactly_once.treasury import import_answers
    from tests.proof.kills.posting import lay_book

    lay_book()
    sizes = QUICK if scene.quick else NORMAL
    channels = {
        "commands": lambda: deliver_commands(scene, count=sizes.commands, kills=sizes.kills),
        "forms": lambda: post_forms(scene, count=sizes.forms, kills=sizes.kills),
        "treasury": lambda: import_answers(scene, payments=sizes.payments, kills=sizes.kills),
        "tasks": lambda: run_tasks(scene, imports=sizes.imports, kills=sizes.kills // 2),
    }
    counts = []
    for name, channel in channels.items():
        scene.tell(name)
        counts.append(channel())
    scene.tell("red control")
    red = deliver_commands(scene, count=sizes.red, kills=1, first_fen=RED_FEN, deliver=give_anew)
    whole = reduce(add, counts)
    return Outcome(
        figure=str(whole),
        n=whole.messages,
        held=all(count.held for count in counts),
        red_control=f"不认请求编号 / request ids ignored: {red.doubled} 重 doubles",
        red_held=red.doubled > 0,
    )
