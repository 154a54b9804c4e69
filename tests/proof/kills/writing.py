"""A writer process: carries out order after order and notes each acknowledgement.

``python -m tests.proof.kills.writing NOTEBOOK SEED COUNT [--hasty] [--unsynced]``
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import django
from django.db import InterfaceError, OperationalError, connection, transaction

from tests.proof.kills.orders import Notebook, Order, endless_orders

PATIENCE, PAUSE = 60.0, 0.02
SLOW_COMMIT_SECONDS = 0.02
Writer = Callable[[Order, Notebook], None]


def acknowledge_after(order: Order, notebook: Notebook) -> None:
    """As every command of the platform: the answer leaves when the transaction is committed."""
    from tests.proof.kills.posting import carry_out

    notebook.acknowledge(order, insist(lambda: carry_out(order)))


def acknowledge_before(order: Order, notebook: Notebook) -> None:
    """The red control: the answer leaves while the transaction is still open."""
    from tests.proof.kills.posting import carry_out

    with transaction.atomic():
        notebook.acknowledge(order, carry_out(order))
        time.sleep(SLOW_COMMIT_SECONDS)


def write(orders: Iterable[Order], notebook: Notebook, writer: Writer) -> None:
    for order in orders:
        notebook.want(order)
        writer(order, notebook)


def insist(carry_out: Callable[[], str]) -> str:
    """A client whose server vanished asks again, with the same request id."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return carry_out()
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)


def sync_nothing() -> None:
    """The red control of durability: SQLite no longer waits for the disk."""
    from django.conf import settings

    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook", type=Path)
    parser.add_argument("seed")
    parser.add_argument("count", type=int)
    parser.add_argument("--hasty", action="store_true")
    parser.add_argument("--unsynced", action="store_true")
    arguments = parser.parse_args()
    django.setup()
    if arguments.unsynced:
        sync_nothing()
    orders = islice(endless_orders(arguments.seed), arguments.count)
    writer = acknowledge_before if arguments.hasty else acknowledge_after
    write(orders, Notebook(arguments.notebook), writer)


if __name__ == "__main__":
    main()
