"""A real server over a small city, and a real browser in front of it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kechuang.cli.serve import is_listening
from tests.journeys.city import ROOT, copy_of_city, environment

HOST, PATIENCE = "127.0.0.1", 60.0
PLATFORM = [sys.executable, "-m", "kechuang"]
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a platform with its worker, over a city swept once."""
    folder = copy_of_city(tmp_path_factory.mktemp("site"))
    command = [*PLATFORM, "sweep", "--on", "2026-11-21"]
    subprocess.run(command, env=environment(folder), cwd=ROOT, check=True, capture_output=True)
    yield from served(folder, environment(folder))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Closed with its module: its event loop and a database cannot share a thread."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield opened
        opened.close()


def served(folder: Path, told: dict[str, str]) -> Iterator[str]:
    """The address of a platform over ``folder``, started as ``told``."""
    port = _free_port()
    command = [*PLATFORM, "serve", "--port", str(port), "--workers", "1"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=told, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_for(server, port)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_listening(HOST, port):
        assert server.poll() is None, "the platform ended"
        assert time.monotonic() < deadline, "the platform did not answer"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])
