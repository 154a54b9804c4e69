"""A full disk is told from every other failure."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing

import psycopg.errors
import pytest

from kechuang.base.capacity import is_out_of_space


def test_a_full_database_is_out_of_space() -> None:
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as full:
            small.execute("CREATE TABLE t (x)")
    assert is_out_of_space(full.value)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_file_system_is_out_of_space() -> None:
    with (
        open("/dev/full", "wb", buffering=0) as device,
        pytest.raises(OSError, match="space") as full,
    ):
        device.write(b"x")
    assert is_out_of_space(full.value)


def test_what_led_to_the_failure_counts() -> None:
    outer = RuntimeError()
    outer.__cause__ = psycopg.errors.DiskFull()

    assert is_out_of_space(outer)


@pytest.mark.parametrize(
    "other", [None, ValueError(), OSError(errno.EACCES, "no"), psycopg.errors.LockNotAvailable()]
)
def test_other_failures_are_not(other: BaseException | None) -> None:
    assert not is_out_of_space(other)
