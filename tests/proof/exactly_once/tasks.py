"""Background tasks delivered again and again, their worker killed in between (django-tasks)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from uuid import uuid4

from django.db import connections
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kechuang.audit.models import Event
from kechuang.base.identifiers import example_credit_code
from kechuang.base.sheets.writing import write_csv
from kechuang.intake.models import ImportJob
from kechuang.intake.services import begin_work
from kechuang.intake.states import Work
from kechuang.intake.tasks import continue_import
from kechuang.parties.models import Party
from tests.base.registry.cast import LAKE_DISTRICT, Person, clerk
from tests.proof.exactly_once.counting import Count, effects_of
from tests.proof.exactly_once.delivering import GLANCE, repeated
from tests.proof.kills.writers import FORK
from tests.proof.outcomes import Scene
from tests.rooms.intake.sending import checked

HEADER = ("统一社会信用代码", "企业名称", "区划代码")
ROWS, WORKERS, FIRST_SERIAL = 3, 2, 500
LONGEST_PEACE, PATIENCE = 1.0, 180.0
NamedWorker = tuple[str, FORK.Process]


def run_tasks(scene: Scene, *, imports: int, kills: int) -> Count:
    """Imports whose writing is queued one to five times; each is confirmed once."""
    chance = Random(f"{scene.seed}-tasks")
    by = clerk("proof-clerk")
    jobs = [prepared(by, number) for number in range(imports)]
    deliveries = repeated([job.pk for job in jobs], chance)
    for job in jobs:
        begin_work(job, Work.WRITING)
    queue = DatabaseBackend("default", {})
    for pk in deliveries:
        queue.enqueue(continue_import, (pk, Work.WRITING.value, by.actor.account_id), {})
    struck = work_off(kills, chance)
    missing, doubled = effects_of([str(job.pk) for job in jobs], confirmations())
    expected = {code for number in range(imports) for code in codes(number)}
    found = Counter(Party.objects.filter(credit_code__in=expected).values_list("credit_code"))
    return Count(
        messages=imports,
        deliveries=len(deliveries),
        kills=struck,
        missing=missing + len(expected) - len(found),
        doubled=doubled,
    )


def prepared(by: Person, number: int) -> ImportJob:
    """A small table of parties, checked and ready to be written."""
    rows = [[code, f"证明企业{code[-6:]}", LAKE_DISTRICT] for code in codes(number)]
    content = write_csv(header=list(HEADER), rows=rows)
    return checked(by.actor, "parties", content, name=f"parties-{number}.csv")


def codes(number: int) -> Iterator[str]:
    for row in range(ROWS):
        serial = FIRST_SERIAL + number * ROWS + row
        yield example_credit_code(region=LAKE_DISTRICT, serial=serial)


def confirmations() -> Counter[str]:
    events = Event.objects.filter(command="confirm_import")
    return Counter(events.values_list("target_id", flat=True))


def work_off(kills: int, chance: Random) -> int:
    """Two workers until the queue is empty; what a killed one was at is delivered again."""
    workers = [started() for _ in range(WORKERS)]
    struck, peace, deadline = 0, 0.0, time.monotonic() + PATIENCE
    while is_waiting() and time.monotonic() < deadline:
        time.sleep(GLANCE)
        busy = [worker for worker in workers if claimed_by(worker[0])]
        if busy and struck < kills and time.monotonic() > peace:
            chance.choice(busy)[1].kill()
            struck += 1
            peace = time.monotonic() + chance.uniform(0.0, LONGEST_PEACE)
        workers = [worker if worker[1].is_alive() else successor(worker) for worker in workers]
    for _, process in workers:
        process.kill()
        process.join()
    return struck


def successor(worker: NamedWorker) -> NamedWorker:
    """What the dead worker had claimed is ready for another; a new one is started."""
    name, process = worker
    process.join()
    for task in claimed_by(name):
        task.status = TaskResultStatus.READY
        task.save(update_fields=["status"])
    return started()


def claimed_by(name: str) -> list[DBTaskResult]:
    return [task for task in DBTaskResult.objects.running() if task.worker_ids[-1] == name]


def started() -> NamedWorker:
    """A worker as ``db_worker --batch`` runs it."""
    connections.close_all()
    name = uuid4().hex
    process = FORK.Process(target=work_as, args=(name,))
    process.start()
    return name, process


def work_as(name: str) -> None:
    Worker(
        queue_names=["default"],
        interval=GLANCE,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    ).run()


def is_waiting() -> bool:
    open_states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(status__in=open_states).exists()
