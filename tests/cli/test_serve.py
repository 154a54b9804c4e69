"""``kechuang serve`` as a process: it answers, refuses what is unsafe, leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kechuang.cli.serve import CannotServe, refuse_unsafe_address
from tests.laid import laid_file

TASKS_APP, TASKS = "django_tasks_database", "django_tasks_database_dbtaskresult"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "kechuang.site.settings", "DATABASE_URL": ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def processes_of(data: Path) -> list[str]:
    """Processes whose environment names this data folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"KECHUANG_DATA={data}\0".encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


@contextlib.contextmanager
def serving(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "kechuang", "serve", "--port", str(port), "--workers", "1"]
    environment = os.environ | SETTINGS | {"KECHUANG_DATA": str(data)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server
        finally:
            server.kill()


def take_tasks_away(database: Path) -> None:
    """As before background tasks were known; from nothing at all ``tests.laid`` lays them."""
    with contextlib.closing(sqlite3.connect(database)) as laid, laid:
        laid.execute(f"DROP TABLE {TASKS}")
        taken = laid.execute("DELETE FROM django_migrations WHERE app = ?", [TASKS_APP]).rowcount
    assert taken


def has_tasks(database: Path) -> bool:
    with contextlib.closing(sqlite3.connect(database)) as served:
        return bool(served.execute(f"SELECT 1 FROM pragma_table_info('{TASKS}')").fetchall())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_on_a_signal_ends_with_all_its_children(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The one lays what lacks of the tables, the other finds them all there."""
    port = free_port()
    shutil.copyfile(laid_file(), tmp_path / "kechuang.sqlite3")
    if number == signal.SIGTERM:
        take_tasks_away(tmp_path / "kechuang.sqlite3")

    with serving(tmp_path, port) as server:
        assert server.stderr
        said = server.stderr.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
            status = page.status
        while_running = processes_of(tmp_path)
        server.send_signal(number)
        code = server.wait(timeout=30)

    assert f"http://127.0.0.1:{port}/" in said
    assert (status, code) == (200, 0)
    assert len(while_running) >= 4
    assert processes_of(tmp_path) == []
    assert has_tasks(tmp_path / "kechuang.sqlite3")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "kechuang.example.com", "::"])
def test_local_mode_refuses_every_address_but_this_machines_own(host: str) -> None:
    with pytest.raises(CannotServe, match="local mode serves this machine only"):
        refuse_unsafe_address(host, free_port())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.5"])
def test_local_mode_accepts_this_machines_own_addresses(host: str) -> None:
    refuse_unsafe_address(host, free_port())


def test_a_taken_port_is_refused_before_anything_starts() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(CannotServe, match="端口已被占用"),
    ):
        refuse_unsafe_address("127.0.0.1", taken.getsockname()[1])
