"""Keeping what a failed restore left, where no start of the platform takes it for sound."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kechuang.engines.wording import Text

JOURNALS = ("", "-wal", "-shm")


def put_aside(at: datetime) -> Text:
    """Where the restored database is now. A SQLite file is renamed; one of PostgreSQL, which was
    empty before, stays and is named."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        return Text(
            f"恢复出的数据库 {name} 原样保留，平台不得连接它",
            f"the restored database {name} is kept as it is; let no platform use it",
        )
    connection.close()
    folder = Path(settings.DATA_FOLDER) / f"failed-restore-{timezone.localtime(at):%Y%m%d-%H%M%S}"
    folder.mkdir()
    for ending in JOURNALS:
        if (file := Path(name + ending)).exists():
            file.rename(folder / file.name)
    return Text(f"恢复出的数据库移到 {folder}", f"the restored database was moved to {folder}")
