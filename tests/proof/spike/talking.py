"""HTTP as a browser speaks it, and what became of one seal; the standard library only."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlencode

HOST, TOKEN = "127.0.0.1", "k" * 32
PATIENCE = 60.0
RECEIPTS = "/cases/receipts/"
HOLD, CARELESS, RELEASED = "/proof/hold/", "careless", "released"
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Sealing:
    """When the request began and ended to be sent, when the answer came, and the number of the
    receipt; none for a refusal."""

    key: str
    digest: str
    receipt: str
    began: float
    ended: float
    answered: float


@dataclass(frozen=True)
class Answer:
    """``status`` 0: no answer."""

    began: float
    ended: float
    answered: float
    status: int
    location: str
    body: str

    @property
    def receipt(self) -> str:
        is_one = self.status in (302, 303) and self.location.startswith(RECEIPTS)
        return self.location.removeprefix(RECEIPTS).rstrip("/") if is_one else ""


def request(
    method: str, path: str, session: str, body: bytes = b"", content_type: str = FORM_TYPE
) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}",
        "Connection: close",
        f"Cookie: sessionid={session}; csrftoken={TOKEN}",
        f"X-CSRFToken: {TOKEN}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def sealing_request(path: str, session: str, key: str, digest: str) -> bytes:
    return request("POST", path, session, urlencode({"key": key, "digest": digest}).encode())


async def exchange(port: int, sent: bytes) -> Answer:
    began = time.time()
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(sent)
        await writer.drain()
        ended = time.time()
        said = await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()
    except (OSError, TimeoutError):
        return Answer(began, began, time.time(), 0, "", "")
    return answer_of(said, began, ended)


def answer_of(said: bytes, began: float, ended: float) -> Answer:
    head, _, body = said.decode("utf-8", "replace").partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    status = int(first.split(" ")[1]) if first else 0
    return Answer(began, ended, time.time(), status, headers.get("location", ""), body)
