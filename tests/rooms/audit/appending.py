"""Appends fifty events, one transaction each: the program that two processes run at once."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "kechuang.site.settings_test"
EVENTS, PROCESSES = 50, 2


def append(name: str) -> None:
    from django.db import transaction

    from kechuang.accounts.models import Department
    from kechuang.audit.services import record
    from kechuang.base.actors import system_actor
    from kechuang.base.clock import now

    for number in range(EVENTS):
        with transaction.atomic():
            target = Department(pk=number)
            record(by=system_actor(name), at=now(), command="n", target=target, payload={})


def meet(name: str, *, patience: float = 30.0) -> None:
    """Wait until both processes are ready, so that their work really overlaps."""
    folder = Path(os.environ["KECHUANG_DATA"])
    (folder / f"ready-{name}").touch()
    deadline = time.monotonic() + patience
    while len(list(folder.glob("ready-*"))) < PROCESSES and time.monotonic() < deadline:
        time.sleep(0.001)


def forget_the_lock() -> None:
    """What would happen if the head were read without locking it."""
    from django.db.models import QuerySet

    QuerySet.select_for_update = lambda self, *args, **kwargs: self


if __name__ == "__main__":
    django.setup()
    if "--unlocked" in sys.argv:
        forget_the_lock()
    meet(sys.argv[1])
    append(sys.argv[1])
