"""The parts of R4 on each database, and their red controls."""

from __future__ import annotations

from functools import reduce
from operator import add

from tests.proof.kills import Sizes
from tests.proof.kills.full_disks import fill_disks
from tests.proof.kills.measuring import Part
from tests.proof.kills.servers import kill_careless_servers, kill_servers
from tests.proof.kills.syncs import NoStrace, Syncs, syncs_of_server, syncs_of_writer
from tests.proof.kills.workers import HASTY_DOOR, kill_workers
from tests.proof.kills.writers import kill_hasty_writers, kill_writers
from tests.proof.outcomes import Outcome, Scene

HASTY = "先答后提交 / ack before commit: {lost} 丢 lost"
UNSYNCED = "synchronous=OFF: {syncs} 先落盘 synced first"
CARELESS = "synchronous_commit=off: {lost} 丢 lost"


def prove_sqlite(scene: Scene, sizes: Sizes) -> Outcome:
    parts = [workers(scene, sizes), writers(scene, sizes), *disks(scene, sizes)]
    try:
        synced = syncs(scene, sizes)
        unsynced = syncs_of_writer(scene, count=sizes.red, unsynced=True)
    except NoStrace as missing:
        return outcome(parts, f"{missing}", False, str(missing), False)
    lost = hasty(scene, sizes)
    red = [HASTY.format(lost=lost), UNSYNCED.format(syncs=unsynced)]
    note = f"{synced} 先落盘 acks after fdatasync"
    seen = lost > 0 and unsynced.confirmed < unsynced.acknowledged
    is_enough = _cases(parts) >= sizes.workers + sizes.writers + sizes.disks
    is_enough &= synced.acknowledged >= sizes.watched
    return outcome(parts, note, synced.are_all and is_enough, "; ".join(red), seen)


def prove_postgres(scene: Scene, sizes: Sizes) -> Outcome:
    scene.tell(f"{sizes.servers} server kills, {sizes.restarts} restarts")
    servers = kill_servers(scene, kills=sizes.servers, restarts=sizes.restarts)
    parts = [servers, workers(scene, sizes), *disks(scene, sizes)]
    careless = kill_careless_servers(scene, kills=max(2, sizes.red // 4))
    lost = hasty(scene, sizes)
    red = [HASTY.format(lost=lost), CARELESS.format(lost=careless)]
    promised = sizes.servers + sizes.restarts + sizes.workers + sizes.disks
    is_enough = _cases(parts) >= promised
    return outcome(parts, "", is_enough, "; ".join(red), lost > 0 and careless > 0)


def workers(scene: Scene, sizes: Sizes) -> Part:
    scene.tell(f"{sizes.workers} kills of web workers")
    return kill_workers(scene, kills=sizes.workers)


def writers(scene: Scene, sizes: Sizes) -> Part:
    scene.tell(f"{sizes.writers} kills of a writer")
    return kill_writers(scene, kills=sizes.writers)


def disks(scene: Scene, sizes: Sizes) -> list[Part]:
    if not sizes.disks:
        return []
    scene.tell(f"{sizes.disks} full disks")
    return [fill_disks(scene, rounds=sizes.disks)]


def syncs(scene: Scene, sizes: Sizes) -> Syncs:
    """Of a writer process and, but in the quick form, of the web server."""
    scene.tell(f"{sizes.watched} watched acknowledgements")
    written = syncs_of_writer(scene, count=sizes.watched)
    return written if scene.quick else written + syncs_of_server(scene, count=sizes.watched)


def hasty(scene: Scene, sizes: Sizes) -> int:
    """Lost with an acknowledgement before the commit, in a process and in the web server."""
    scene.tell("red controls")
    lost = kill_hasty_writers(scene, kills=sizes.red)
    if scene.quick:
        return lost
    return lost + kill_workers(scene, kills=sizes.red, door=HASTY_DOOR).harm.lost


def _cases(parts: list[Part]) -> int:
    return sum(part.cases for part in parts)


def outcome(parts: list[Part], note: str, is_enough: bool, red: str, red_held: bool) -> Outcome:
    whole = reduce(add, parts)
    held = is_enough and all(part.held for part in parts)
    counted = f"{whole.acknowledged:,} 确认 acks, {whole.retried:,} 中断 cut off"
    figure = "; ".join(filter(None, (str(whole.harm), counted, note, whole.note, whole.trouble)))
    return Outcome(figure, whole.cases, held, red, red_held)
