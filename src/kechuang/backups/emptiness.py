"""A restore fills only what is empty; anything else is somebody's records."""

from __future__ import annotations

import os

from django.db import connection

from kechuang.backups.contents import HEADS, read_head
from kechuang.backups.refusals import RestoreRefused
from kechuang.engines.wording import Text
from kechuang.files import storage

STORE = "0" * 64
MEND = Text(
    "请把 DATABASE_URL 与 KECHUANG_DATA 指向新的空数据库和空目录；如果这是一次中断的恢复留下的，"
    "先删除该数据库（SQLite 为数据库文件）和数据目录中的 files，再重新恢复",
    "Let DATABASE_URL and KECHUANG_DATA name a new, empty database and folder; if an interrupted "
    "restore left this behind, drop that database (with SQLite: its file) and the folder files "
    "of the data folder, then restore again",
)


def require_empty() -> None:
    """Raise ``RestoreRefused``, saying what is there, unless there are no tables and no files."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        events = read_head(cursor)[0] if HEADS in tables else 0
    if tables:
        raise RestoreRefused(
            Text(
                f"数据库不是空的：{len(tables)} 张表，{events} 条操作记录",
                f"the database is not empty: {len(tables)} tables, {events} audit events",
            ),
            MEND,
        )
    if files := _stored_files():
        raise RestoreRefused(
            Text(f"附件库不是空的：{files} 个文件", f"the file store is not empty: {files} files"),
            MEND,
        )


def _stored_files() -> int:
    root = storage.path_of(STORE).parents[1]
    return sum(len(names) for _, _, names in os.walk(root))
