"""The web server's worker that notes when a request had arrived, before it waits for its turn."""

from __future__ import annotations

import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.workers.gthread import (  # type: ignore[import-untyped]
    TConn,
    ThreadWorker,
)

from kechuang.base.clock import RECEIVED_AT

PEEKED = 64 * 1024
PATIENCE = 0.002
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


class ReceivingWorker(ThreadWorker):  # type: ignore[misc]
    """Threads may all be busy in the last minute before a deadline: what waits for one of them has
    been received. A request that has not arrived whole is dated when it was read."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._turn = threading.local()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        platform: Callable[..., Iterable[bytes]] = self.wsgi  # type: ignore[has-type]

        def dated(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ[RECEIVED_AT] = self._turn.arrived_at
            return platform(environ, start_response)

        self.wsgi = dated

    def enqueue_req(self, conn: TConn) -> None:
        conn.arrived_at = time.time() if has_whole_request(conn.sock) else None
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        self._turn.arrived_at, conn.arrived_at = conn.arrived_at, None
        return super().handle_request(req, conn)


def has_whole_request(connection: socket.socket) -> bool:
    """Whether head and body of a small request lie in the socket; nothing is taken out of it."""
    if not select.select([connection], [], [], PATIENCE)[0]:
        return False
    try:
        seen = connection.recv(PEEKED, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return False
    head, end, body = seen.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    is_whole = len(body) >= (int(length[1]) if length else 0)
    return bool(end) and is_whole and not _CHUNKED.search(head)
