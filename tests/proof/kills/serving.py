"""The platform's own web server on a free port of this machine, and clients that insist."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from kechuang.cli.processes import running
from kechuang.cli.serve import APPLICATION, is_listening, server_commands
from tests.proof.kills.family import children_of

HOST = "127.0.0.1"
TOKEN = "k" * 32
LOG_IN = "/accounts/"
PATIENCE = 60.0
ALL_AT_ONCE = 0.2
UNANSWERED = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str

    @property
    def is_acknowledgement(self) -> bool:
        is_sent_on = self.status in (302, 303) and not self.location.startswith(LOG_IN)
        return 200 <= self.status < 300 or is_sent_on


@dataclass(frozen=True)
class Server:
    """A running web server: ``master`` is its parent process, which replaces dead workers."""

    port: int
    master: int

    def kill_worker(self, chance: Random) -> None:
        """SIGKILL to one worker, now and then to all of them."""
        while not (workers := children_of(self.master)):
            time.sleep(0.001)
        for pid in workers if chance.random() < ALL_AT_ONCE else chance.sample(workers, 1):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def post(self, path: str, fields: Mapping[str, str], session: str) -> Answer:
        """One form, sent as a logged-in browser sends it; raises one of ``UNANSWERED``."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, urlencode(fields), headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, answer.getheader("Location") or "", body)
        finally:
            connection.close()


@contextmanager
def served(
    log: Path,
    *,
    workers: int = 3,
    application: str = APPLICATION,
    under: Sequence[str] = (),
    **environment: str,
) -> Iterator[Server]:
    """The web server of ``kechuang serve``, ``under`` another program where one is given.

    Workers are forked from a loaded parent, so that a dead one is soon replaced.
    What the server complains about goes to ``log``.
    """
    port = free_port()
    web, _ = server_commands(HOST, port, workers)
    program = [application if part == APPLICATION else part for part in web]
    settings = [f"{name}={value}" for name, value in environment.items()]
    silently = ["sh", "-c", 'exec "$0" "$@" 2>>"$LOG"']
    quiet = ["--preload", "--log-level", "critical"]
    with running([["env", f"LOG={log}", *settings, *silently, *under, *program, *quiet]]) as (
        master,
    ):
        deadline = time.monotonic() + PATIENCE
        while not is_listening(HOST, port) and time.monotonic() < deadline:
            if master.poll() is not None:
                raise ChildProcessError(f"the web server ended with {master.returncode}")
            time.sleep(0.05)
        yield Server(port, master.pid)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
