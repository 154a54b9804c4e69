"""Appends fifty events, one transaction each, or publishes the heads of twenty days: the program
that two processes run at once."""

from __future__ import annotations

import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "kechuang.site.settings_test"
EVENTS, DAYS, PROCESSES = 50, 20, 2


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


def publish() -> None:
    from kechuang.audit.services import publish_due_anchor
    from kechuang.base.actors import system_actor
    from kechuang.base.clock import now

    for day in range(DAYS):
        on = date(2026, 11, 1) + timedelta(days=day)
        publish_due_anchor(by=system_actor("audit anchor"), at=now(), on=on)


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
    publish() if "--publish" in sys.argv else append(sys.argv[1])
