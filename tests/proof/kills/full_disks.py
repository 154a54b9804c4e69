"""The disk of database and file store fills up under writing clients, and is freed again."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from django.conf import settings

from tests.proof.kills.clusters import Cluster, own_cluster
from tests.proof.kills.harm import harm_to
from tests.proof.kills.measuring import Part
from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import looking_at, session_of_a_clerk
from tests.proof.kills.scarcity import Disk, small_disk, with_children
from tests.proof.kills.servers import copy_database
from tests.proof.kills.serving import Answer, Server, served
from tests.proof.kills.workers import DOOR, Customer, customers
from tests.proof.outcomes import Scene

SIZES = {"sqlite": 48, "postgresql": 200}
MOST_LEFT = 100_000
REFUSED_SECONDS, LONGEST_FULL, PATIENCE = 3.0, 0.3, 60.0


def fill_disks(scene: Scene, *, rounds: int) -> Part:
    """Each round fills the disk until something is refused, then frees it until work goes on."""
    session = session_of_a_clerk()
    with (
        small_disk(megabytes=SIZES[scene.engine]) as disk,
        database_on(disk, scene) as (url, cluster),
    ):
        notebook = Notebook(scene.folder / "full-disks")
        data = disk.folder / "data"
        place = {"DATABASE_URL": url, "KECHUANG_DATA": str(data), "SECRET_KEY": settings.SECRET_KEY}
        with (
            served(scene.folder / "log", application=DOOR, **place) as server,
            customers(server, notebook, f"{scene.seed}-full", session) as crowd,
        ):
            stuck = fill_and_free(scene, disk, server, cluster, notebook, crowd, rounds)
        with looking_at(url, data):
            harm = harm_to(notebook)
    refusals = refusals_of(crowd)
    trouble = told(stuck, sum(not is_clear(answer) for answer in refusals))
    return Part(
        rounds, len(notebook.receipts), len(refusals), harm, trouble, f"满盘 {disk.name} full disk"
    )


def fill_and_free(
    scene: Scene,
    disk: Disk,
    server: Server,
    cluster: Cluster | None,
    notebook: Notebook,
    crowd: list[Customer],
    rounds: int,
) -> int:
    """In how many rounds the work did not go on."""
    chance, stuck = Random(scene.seed), 0
    for _ in range(rounds):
        refused = len(refusals_of(crowd))
        for left in (chance.randrange(MOST_LEFT), 0):
            disk.fill(writers(server, cluster), leaving=left)
            if wait_until(lambda: len(refusals_of(crowd)) > refused, REFUSED_SECONDS):  # noqa: B023
                break
        time.sleep(chance.uniform(0.0, LONGEST_FULL))
        disk.free(writers(server, cluster))
        if cluster and cluster.postmaster.poll() is not None:
            cluster.start()
        before = len(notebook.receipts)
        stuck += not wait_until(lambda: len(notebook.receipts) > before, PATIENCE)  # noqa: B023
    return stuck


def refusals_of(crowd: list[Customer]) -> list[Answer]:
    return [answer for customer in crowd for answer in customer.refusals]


def writers(server: Server, cluster: Cluster | None) -> list[int]:
    own = with_children(server.master)
    return own + (with_children(cluster.postmaster.pid) if cluster else [])


def wait_until(came: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not came():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


@contextmanager
def database_on(disk: Disk, scene: Scene) -> Iterator[tuple[str, Cluster | None]]:
    """The scene's database copied to the small disk; on PostgreSQL with a server of its own."""
    (disk.folder / "data").mkdir()
    if scene.engine == "sqlite":
        target = disk.folder / "data" / "proof.sqlite3"
        copy_file(scene.url.removeprefix("sqlite:///"), target)
        yield f"sqlite:///{target}", None
        return
    with own_cluster("max_wal_size=8MB", "min_wal_size=2MB", inside=disk.folder) as cluster:
        copy_database(scene.url, cluster.url)
        yield cluster.url, cluster


def copy_file(source: str, target: Path) -> None:
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA journal_mode=WAL")


def is_clear(answer: Answer) -> bool:
    """A page in words that says that nothing was kept and what to do; nothing of the inside."""
    return "没有保存" in answer.body and "重试" in answer.body and "Traceback" not in answer.body


def told(stuck: int, unclear: int) -> str:
    troubles = {"未恢复 / stuck": stuck, "说明不清 / unclear refusals": unclear}
    return " ".join(f"{count} {name}" for name, count in troubles.items() if count)
