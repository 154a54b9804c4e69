"""Snapshots of a PostgreSQL database by ``pg_dump``, counted in the dump itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from kechuang.backups.client_programs import (
    ClientPrograms,
    ProgramFailed,
    count_rows,
    find_programs,
    run_program,
)
from kechuang.backups.contents import Contents, Cursor, Snapshot, read_contents, read_digests
from kechuang.backups.manifest import Manifest
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import BackupRefused, RestoreFailed, RestoreRefused
from kechuang.engines.wording import Text

DUMPING = Text("导出数据库", "dumping the database")
LOADING = Text("恢复数据库", "restoring the database")
# Roles belong to the server, not to the database: `kechuang grants` gives rights anew
OPTIONS = ("--no-owner", "--no-privileges", "--verbose")
# The archive is compressed as a whole; a lock that a migration holds is not waited for for ever
DUMP_OPTIONS = ("--format=custom", "--compress=0", "--lock-wait-timeout=60s", *OPTIONS)
LOAD_OPTIONS = ("--single-transaction", "--exit-on-error", "--no-comments", *OPTIONS)


class PostgresDatabase:
    """The PostgreSQL database of this platform."""

    engine = "postgresql"

    def take_snapshot(self, place: Path, stages: Stages) -> Snapshot:
        """Raises ``BackupRefused`` when ``pg_dump`` is missing, fails, or left out a row."""
        programs = _programs(BackupRefused, at_least=_server_version())
        with _one_moment() as (cursor, moment):
            contents = read_contents(cursor, connection.introspection.table_names())
            digests = read_digests(cursor)
            with _told_as_refusal():
                _dump(programs, place, moment, contents, stages)
        with _told_as_refusal():
            _require_all_rows(count_rows(programs, place), contents)
        return Snapshot(contents, digests, programs.version)

    def require_loader(self, dump_version: int) -> None:
        _programs(RestoreRefused, at_least=max(dump_version, _server_version()))

    def load(self, place: Path, manifest: Manifest, stages: Stages) -> None:
        needed = max(manifest.dump_version, _server_version())
        programs = _programs(RestoreRefused, at_least=needed)
        target = make_conninfo(dbname=connection.settings_dict["NAME"])
        command = [programs.restore, *LOAD_OPTIONS, f"--dbname={target}", str(place)]
        try:
            with stages(manifest.contents.total_rows, LOADING) as bar:
                run_program(command, connection.settings_dict, manifest.contents.rows, bar)
        except ProgramFailed as failed:
            raise RestoreFailed(_complaint(failed)) from failed


@contextmanager
def _one_moment() -> Iterator[tuple[Cursor, str]]:
    """A transaction that sees one moment, and the name under which ``pg_dump`` sees the same."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor, str(cursor.fetchone()[0])


def _dump(
    programs: ClientPrograms, place: Path, moment: str, contents: Contents, stages: Stages
) -> None:
    command = [programs.dump, *DUMP_OPTIONS, f"--snapshot={moment}", f"--file={place}"]
    with stages(contents.total_rows, DUMPING) as bar:
        run_program(command, connection.settings_dict, contents.rows, bar)


def _require_all_rows(counted: dict[str, int], contents: Contents) -> None:
    """An empty or partial dump is no backup, whatever exit code ``pg_dump`` gave."""
    different = sorted(table for table, n in contents.rows.items() if counted.get(table, 0) != n)
    if not different:
        return
    listed = ", ".join(
        f"{name} {counted.get(name, 0)}/{contents.rows[name]}" for name in different[:5]
    )
    raise BackupRefused(
        Text(f"导出的行数与数据库不符：{listed}", f"rows are missing from the dump: {listed}"),
        Text(
            "检查数据库账号能否读取全部表，再重新备份",
            "Check that the database role may read every table, then back up again",
        ),
    )


def _programs(
    refusal: type[BackupRefused] | type[RestoreRefused], *, at_least: int
) -> ClientPrograms:
    programs = find_programs(at_least=at_least)
    if programs is None:
        raise refusal(
            Text(
                f"没有找到 PostgreSQL {at_least} 或更高版本的 pg_dump 与 pg_restore",
                f"pg_dump and pg_restore of PostgreSQL {at_least} or newer were not found",
            ),
            Text(
                f"请安装客户端（如 apt install postgresql-client-{at_least}）或把其目录加入 PATH",
                f"Install them (for example apt install postgresql-client-{at_least}) or add their "
                "folder to PATH",
            ),
        )
    return programs


@contextmanager
def _told_as_refusal() -> Iterator[None]:
    try:
        yield
    except ProgramFailed as failed:
        mend = Text("请按提示排除原因后重试", "Remove the cause it names and try again")
        raise BackupRefused(_complaint(failed), mend) from failed


def _complaint(failed: ProgramFailed) -> Text:
    return Text(f"PostgreSQL 客户端报错：{failed}", f"a PostgreSQL client program said: {failed}")


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000
