"""Recognising that a failure means a full disk, wherever the disk is."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

FULL_FILE_SYSTEM = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL_SQLSTATE = "53100"
"""PostgreSQL calls it ``disk_full`` (its manual, appendix A, class 53)."""


def is_out_of_space(error: BaseException | None) -> bool:
    """Whether ``error``, or what led to it, says that a disk, a quota or a database is full."""
    return any(map(_says_full, _with_causes(error)))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL_FILE_SYSTEM
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(error, "sqlstate", None) == DISK_FULL_SQLSTATE


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
