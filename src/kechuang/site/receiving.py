"""The web server's worker that notes when a request had arrived, before it waits for its turn, and
gives turns by urgency."""

from __future__ import annotations

import re
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from gunicorn.workers.gthread import (  # type: ignore[import-untyped]
    TConn,
    ThreadWorker,
)

from kechuang.base.clock import RECEIVED_AT
from kechuang.site.urgency import Queue, Urgency, urgency_of

PEEKED = 64 * 1024
PATIENCE = 5.0
# One thread that computes keeps the others of its process from their next query for this long;
# a seal asks some fifty, in a row that the audit chain lets one at a time through
SWITCH_S = 0.0005
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d{1,9})\r\n", re.IGNORECASE)
_STREAMED = re.compile(rb"\r\n(?:transfer-encoding|expect):", re.IGNORECASE)
_END = b"\r\n\r\n"


class ReceivingWorker(ThreadWorker):  # type: ignore[misc]
    """Threads may all be busy in the last minute before a deadline: what waits for one of them has
    been received. A small request takes up no thread until it has arrived whole; one that has not
    within ``PATIENCE`` seconds, or is too large to look at, is dated when it was read. Of those
    that wait the most urgent is next."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._turn = threading.local()
        self._arriving: dict[TConn, float] = {}
        self._queue: Queue[TConn] = Queue()
        self._busy = 0

    def init_process(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        super().init_process()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        platform: Callable[..., Iterable[bytes]] = self.wsgi  # type: ignore[has-type]

        def dated(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ[RECEIVED_AT] = getattr(self._turn, "arrived_at", None)
            return platform(environ, start_response)

        self.wsgi = dated

    def enqueue_req(self, conn: TConn) -> None:
        conn.arrived_at = None
        if self.cfg.is_ssl or _is_read_ahead(conn):
            self._queue_up(conn, Urgency.PAGE)
        else:
            self._look(conn, time.monotonic() + PATIENCE, before=-1)

    def finish_request(self, conn: TConn, fs: Any) -> None:
        self._busy -= 1
        super().finish_request(conn, fs)
        self._give_turns()

    def handle_request(self, req: Any, conn: TConn) -> Any:
        self._turn.arrived_at, conn.arrived_at = conn.arrived_at, None
        try:
            return super().handle_request(req, conn)
        finally:
            self._turn.arrived_at = None

    def murder_pending(self) -> None:
        """Those who sent too slowly get their turn as they are."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [one for one, until in self._arriving.items() if until <= now]:
            self._end_wait(conn)
            self._queue_up(conn, urgency_of(peeked(conn.sock)))

    def _queue_up(self, conn: TConn, urgency: Urgency) -> None:
        self._queue.join(conn, urgency)
        self._give_turns()

    def _give_turns(self) -> None:
        while self._queue and self._busy < self.cfg.threads:
            self._busy += 1
            super().enqueue_req(self._queue.next())

    def _look(self, conn: TConn, until: float, *, before: int) -> None:
        """``before``: how much lay there the last time. Where no more came, no more will."""
        seen = peeked(conn.sock)
        whole = size_of(seen)
        if whole is not None and before < len(seen) < whole:
            self._wait(conn, until, seen=len(seen), whole=whole)
            return
        conn.arrived_at = time.time() if whole is not None and len(seen) >= whole else None
        self._queue_up(conn, urgency_of(seen))

    def _wait(self, conn: TConn, until: float, *, seen: int, whole: int) -> None:
        """The socket counts as readable when ``whole`` bytes lie in it, or its sender is gone."""
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, whole)
        self._arriving[conn] = until
        more = partial(self._on_more, conn, until, seen)
        self.poller.register(conn.sock, selectors.EVENT_READ, more)

    def _on_more(self, conn: TConn, until: float, before: int, _client: Any) -> None:
        self._end_wait(conn)
        self._look(conn, until, before=before)

    def _end_wait(self, conn: TConn) -> None:
        del self._arriving[conn]
        self.poller.unregister(conn.sock)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)


def peeked(connection: socket.socket) -> bytes:
    """What lies in the socket; nothing is taken out of it."""
    try:
        return connection.recv(PEEKED, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""


def size_of(seen: bytes) -> int | None:
    """How many bytes the request has, or one more than ``seen`` while its head is not whole; None
    for one that is too large to be looked at, or that comes in parts."""
    head, end, _ = seen.partition(_END)
    if not end:
        size = len(seen) + 1
    elif _STREAMED.search(head):
        return None
    else:
        length = _LENGTH.search(head + b"\r\n")
        size = len(head) + len(end) + (int(length[1]) if length else 0)
    return size if size <= PEEKED else None


def _is_read_ahead(conn: TConn) -> bool:
    """Whether the parser holds bytes already that no look into the socket would find."""
    return bool(conn.parser and conn.parser.unreader.buf.getvalue())
