"""What the audit chain is told: that a backup was taken, that a platform came out of one."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kechuang.audit.models import Event
from kechuang.audit.services import record
from kechuang.backups.manifest import Manifest
from kechuang.base.actors import system_actor

BACKED_UP, RESTORED = "make_backup", "restore_backup"


@transaction.atomic
def tell(command: str, *, file: Path, sha256: str, manifest: Manifest, at: datetime) -> Event:
    """One event: who ran the program on the machine, which file, and the head that is in it."""
    sequence, own_hash = manifest.contents.head
    told = {
        "operator": _operator(),
        "file": file.name,
        "sha256": sha256,
        "created_at": manifest.created_at,
        "sequence": sequence,
        "own_hash": own_hash,
    }
    by = system_actor("kechuang backup" if command == BACKED_UP else "kechuang restore")
    return record(by=by, at=at, command=command, target=Event, payload=told)


def _operator() -> str:
    """The name of the machine's account; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
