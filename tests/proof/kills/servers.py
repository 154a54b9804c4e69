"""A whole PostgreSQL server killed and restarted under six writers."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from django.db import connections

from tests.proof.kills.clusters import Cluster, own_cluster, server_program
from tests.proof.kills.harm import harm_to
from tests.proof.kills.measuring import Part
from tests.proof.kills.orders import Notebook, endless_orders
from tests.proof.kills.posting import looking_at
from tests.proof.kills.writers import FORK
from tests.proof.kills.writing import acknowledge_after, write
from tests.proof.outcomes import Scene

WRITERS = 6
LONGEST_LIFE, PATIENCE = 0.6, 60.0


def kill_servers(scene: Scene, *, kills: int, restarts: int) -> Part:
    """SIGKILL to all its processes, and orderly restarts in between; then every order is there."""
    blows = [Cluster.kill] * kills + [Cluster.restart] * restarts
    Random(scene.seed).shuffle(blows)
    with own_cluster() as cluster:
        copy_database(scene.url, cluster.url)
        notebook = Notebook(scene.folder / "servers")
        retried = strike(scene, cluster, notebook, blows)
        with looking_at(cluster.url, scene.folder):
            write(notebook.unanswered, notebook, acknowledge_after)
            return Part(len(blows), len(notebook.receipts), retried, harm_to(notebook))


def kill_careless_servers(scene: Scene, *, kills: int) -> int:
    """How many acknowledged orders are lost when the server answers before its log is on disk."""
    with own_cluster("synchronous_commit=off", "wal_writer_delay=10s") as cluster:
        copy_database(scene.url, cluster.url)
        notebook = Notebook(scene.folder / "careless-servers")
        strike(scene, cluster, notebook, [Cluster.kill] * kills)
        with looking_at(cluster.url, scene.folder):
            return harm_to(notebook).lost


def strike(scene: Scene, cluster: Cluster, notebook: Notebook, blows: list) -> int:
    """How many orders were interrupted by the blows."""
    chance, retried = Random(scene.seed), 0
    with six_writers(cluster, scene, notebook):
        for blow in blows:
            notebook.wait_for_acknowledgement(PATIENCE)
            if chance.random() < 0.5:
                time.sleep(chance.uniform(0.0, LONGEST_LIFE))
            blow(cluster)
            retried += len(notebook.unanswered)
            if blow is Cluster.kill:
                cluster.start()
        notebook.wait_for_acknowledgement(PATIENCE)
    return retried


@contextmanager
def six_writers(cluster: Cluster, scene: Scene, notebook: Notebook) -> Iterator[None]:
    connections.close_all()
    crowd = [
        FORK.Process(target=write_elsewhere, args=(cluster.url, scene, notebook, number))
        for number in range(WRITERS)
    ]
    for process in crowd:
        process.start()
    try:
        yield
    finally:
        for process in crowd:
            process.kill()
            process.join()


def write_elsewhere(url: str, scene: Scene, notebook: Notebook, number: int) -> None:
    with looking_at(url, scene.folder):
        write(endless_orders(f"{scene.seed}-{number}"), notebook, acknowledge_after)


def copy_database(source: str, target: str) -> None:
    dump = [server_program("pg_dump"), "--no-owner", "--no-privileges", f"--dbname={source}"]
    load = [server_program("psql"), "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={target}"]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
        subprocess.run(load, stdin=dumping.stdout, stdout=subprocess.DEVNULL, check=True)
    if dumping.returncode:
        raise OSError(f"pg_dump ended with {dumping.returncode}")
