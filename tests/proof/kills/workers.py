"""Web workers killed while clients send forms; each client insists until it is answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tests.proof.kills.harm import harm_to
from tests.proof.kills.measuring import Part
from tests.proof.kills.orders import Notebook, Order, endless_orders
from tests.proof.kills.posting import session_of_a_clerk
from tests.proof.kills.serving import UNANSWERED, Answer, Server, served
from tests.proof.outcomes import Scene

DOOR, HASTY_DOOR = "tests.proof.kills.door:application", "tests.proof.kills.hasty:application"
PATH = "/proof/orders/"
CLIENTS = 16
LONGEST_LIFE, PATIENCE, PAUSE = 0.3, 60.0, 0.02


class Customer:
    """Sends orders and counts what was not answered, or refused for a while."""

    def __init__(self, server: Server, notebook: Notebook, session: str) -> None:
        self.server, self.notebook, self.session = server, notebook, session
        self.unanswered = 0
        self.refusals: list[Answer] = []

    def insist(self, order: Order) -> None:
        """Note the order, send it until it is acknowledged, note the receipt."""
        self.notebook.want(order)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self.send(order)
            if answer and answer.is_acknowledgement:
                self.notebook.acknowledge(order, answer.body if answer.status == 201 else "")
                return
            time.sleep(PAUSE)

    def send(self, order: Order) -> Answer | None:
        fields = {"request_id": str(order.request_id)}
        try:
            answer = self.server.post(PATH, fields, self.session)
        except UNANSWERED:
            self.unanswered += 1
            return None
        if not answer.is_acknowledgement:
            self.refusals.append(answer)
        return answer


@contextmanager
def customers(
    server: Server, notebook: Notebook, name: str, session: str
) -> Iterator[list[Customer]]:
    """Sixteen clients at work; when the block ends they finish the order they are at."""
    closing = threading.Event()
    crowd = [Customer(server, notebook, session) for _ in range(CLIENTS)]

    def work(customer: Customer, seed: str) -> None:
        for order in endless_orders(seed):
            if closing.is_set():
                return
            customer.insist(order)

    threads = [
        threading.Thread(target=work, args=(customer, f"{name}-{number}"))
        for number, customer in enumerate(crowd)
    ]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        closing.set()
        for thread in threads:
            thread.join()


def kill_workers(scene: Scene, *, kills: int, door: str = DOOR) -> Part:
    """Every other kill comes right after an acknowledgement, the rest at random moments."""
    chance = Random(scene.seed)
    notebook = Notebook(scene.folder / door.split(".")[-1].replace(":", "-"))
    session = session_of_a_clerk()
    with (
        served(scene.folder / "log", application=door) as server,
        customers(server, notebook, door, session) as crowd,
    ):
        struck = 0
        for _ in range(kills):
            notebook.wait_for_acknowledgement(PATIENCE)
            if chance.random() < 0.5:
                time.sleep(chance.uniform(0.0, LONGEST_LIFE))
            server.kill_worker(chance)
            struck += 1
    retried = sum(customer.unanswered for customer in crowd)
    return Part(struck, len(notebook.receipts), retried, harm_to(notebook))
