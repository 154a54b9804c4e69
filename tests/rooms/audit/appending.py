"""Appends fifty events, one transaction each: the program that two processes run at once."""

from __future__ import annotations

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "kechuang.site.settings_test"
EVENTS = 50


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


def forget_the_lock() -> None:
    """What would happen if the head were read without locking it."""
    from django.db.models import QuerySet

    QuerySet.select_for_update = lambda self, *args, **kwargs: self


if __name__ == "__main__":
    django.setup()
    if "--unlocked" in sys.argv:
        forget_the_lock()
    append(sys.argv[1])
