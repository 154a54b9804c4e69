"""The database of this platform, as backups and restores see it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.db import connection

from kechuang.backups.contents import Snapshot
from kechuang.backups.manifest import Manifest
from kechuang.backups.postgresql import PostgresDatabase
from kechuang.backups.progress import Stages
from kechuang.backups.sqlite import SqliteDatabase


class Database(Protocol):
    """What both databases can do; refuses in words when a program it needs is missing."""

    engine: str

    def take_snapshot(self, place: Path, stages: Stages) -> Snapshot:
        """Write one moment of the database to ``place`` while others go on committing."""

    def require_loader(self, dump_version: int) -> None:
        """Raise ``RestoreRefused`` when a snapshot of this version cannot be loaded here."""

    def load(self, place: Path, manifest: Manifest, stages: Stages) -> None:
        """Load a snapshot into the empty database: all of it or nothing."""


def current_database() -> Database:
    """The one that ``DATABASE_URL`` names."""
    return PostgresDatabase() if connection.vendor == "postgresql" else SqliteDatabase()
