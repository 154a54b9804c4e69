"""Making the database and the static files ready before a command uses them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django_tasks import TaskResultStatus

STAMP_NAME = ".collected"


def prepare_database() -> None:
    """Create the tables or bring them up to date; nothing happens when they are."""
    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def requeue_interrupted_tasks() -> int:
    """Give tasks back that a killed worker had taken; every task may safely run twice.

    To be called while no worker runs. Returns how many there were.
    """
    table = apps.get_model("django_tasks_database", "DBTaskResult")
    taken = table.objects.filter(status=TaskResultStatus.RUNNING)
    return int(taken.update(status=TaskResultStatus.READY))


def collect_static() -> bool:
    """Gather style sheets and images into ``STATIC_ROOT`` if any changed; True when it did so."""
    stamp = Path(settings.STATIC_ROOT) / STAMP_NAME
    digest = _static_digest()
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest, "ascii")
    return True


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
