"""The applicants: ``python -m tests.proof.spike.load PLAN ANSWERS``, in a process of their own.

Each visits a page, then seals at the moment that the plan gives.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

HOST, TOKEN = "127.0.0.1", "k" * 32
PATIENCE = 60.0
LOOKS_AROUND = 2.0


async def apply(port: int, plan: dict[str, Any]) -> dict[str, Any]:
    """When the request began and ended to be sent, when the answer came, and what it said."""
    await asyncio.sleep(max(0.0, plan["at"] - LOOKS_AROUND - time.time()))
    page = request("GET", plan["page"], plan["session"], "")
    visit = asyncio.create_task(exchange(port, page))
    await asyncio.sleep(max(0.0, plan["at"] - time.time()))
    form = urlencode({name: plan[name] for name in ("case", "key", "digest")})
    answer = await exchange(port, request("POST", plan["path"], plan["session"], form))
    await visit
    return {"key": plan["key"], **answer}


def request(method: str, path: str, session: str, body: str) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}",
        "Connection: close",
        f"Cookie: sessionid={session}; csrftoken={TOKEN}",
        f"X-CSRFToken: {TOKEN}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


async def exchange(port: int, sent: bytes) -> dict[str, Any]:
    began = time.time()
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(sent)
        await writer.drain()
        ended = time.time()
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()
    except (OSError, TimeoutError):
        return {"began": began, "ended": began, "answered": time.time(), "status": 0, "body": ""}
    head, _, body = answer.decode("utf-8", "replace").partition("\r\n\r\n")
    status = int(head.split(" ")[1]) if head else 0
    return {
        "began": began,
        "ended": ended,
        "answered": time.time(),
        "status": status,
        "body": body if status == 201 else body[:200],
    }


async def everybody(port: int, plans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return await asyncio.gather(*(apply(port, plan) for plan in plans))


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    answers = asyncio.run(everybody(plan["port"], plan["applicants"]))
    Path(sys.argv[2]).write_text(json.dumps(answers), "utf-8")


if __name__ == "__main__":
    main()
