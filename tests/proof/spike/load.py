"""The applicants: ``python -m tests.proof.spike.load PLAN``, in a process of their own.

Each looks at pages and reads what it is about to seal. Once all have (``PLAN.ready``), and it is
told when the deadline is (``PLAN.deadline``), each seals at the moment that the plan gives, prints
the receipt and looks on until the deadline is over. What became of it goes to ``PLAN.answers``.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from tests.proof.spike.talking import Answer, Sealing, exchange, request, sealing_request

PAGES = ("/cases/", "/cases/{number}/", "/cases/{number}/forms/bid/", "/cases/public/")
HIDDEN = re.compile(r'name="(key|digest)" value="([^"]*)"')
BOUNDARY = "spike"
PAPER = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="field.team_file"; filename="t.pdf"\r\n'
    "Content-Type: application/pdf\r\n\r\n%PDF-1.7 {number} {noise}\r\n"
    f"--{BOUNDARY}--\r\n"
)
NOISE_BYTES = 50_000


class Visitor:
    """One session; ``waits`` are the seconds that each page took, the seal not counted."""

    def __init__(self, port: int, plan: dict[str, Any]) -> None:
        self.port, self.plan = port, plan
        self.session, self.number = plan["session"], plan["number"]
        self.panel = f"/cases/{self.number}/steps/seal/seal/"
        self.chance = Random(self.number)
        self.key = self.digest = ""
        self.waits: list[float] = []

    async def arrive(self) -> None:
        """Key and digest are of the page that shows what will be sealed."""
        await asyncio.sleep(self.chance.uniform(0, self.plan["think_s"]))
        await self.see(PAGES[1])
        if self.plan["uploads"]:
            await self.upload()
        found = dict(HIDDEN.findall((await self.see(self.panel)).body))
        self.key, self.digest = found["key"], found["digest"]
        self.waits.clear()

    async def apply(self, ends_at: float) -> Sealing:
        at = ends_at + self.plan["moment"]
        await self.look_around(at)
        sent = sealing_request(self.panel, self.session, self.key, self.digest)
        answer = await exchange(self.port, sent)
        if answer.receipt:
            await self.see(answer.location)
        await self.look_around(ends_at + self.plan["stays_s"])
        times = (answer.began, answer.ended, answer.answered)
        return Sealing(self.key, self.digest, answer.receipt, *times)

    async def look_around(self, until: float) -> None:
        """Half to one and a half times as long as usual between two pages."""
        while (left := until - time.time()) > 0:
            pause = self.plan["think_s"] * self.chance.uniform(0.5, 1.5)
            await asyncio.sleep(min(left, pause))
            if pause < left:
                await self.see(self.chance.choice(PAGES))

    async def see(self, page: str) -> Answer:
        return await self.waited(request("GET", page.format(number=self.number), self.session))

    async def upload(self) -> None:
        noise = self.chance.randbytes(NOISE_BYTES // 2).hex()
        content = PAPER.format(number=self.number, noise=noise).encode()
        kind, path = (
            f"multipart/form-data; boundary={BOUNDARY}",
            PAGES[2].format(number=self.number),
        )
        await self.waited(request("POST", path, self.session, content, kind))

    async def waited(self, sent: bytes) -> Answer:
        answer = await exchange(self.port, sent)
        self.waits.append(answer.answered - answer.began)
        return answer


async def everybody(visitors: list[Visitor], plan: Path) -> list[Sealing]:
    await asyncio.gather(*(one.arrive() for one in visitors))
    plan.with_suffix(".ready").touch()
    deadline = plan.with_suffix(".deadline")
    while not deadline.exists():
        await asyncio.sleep(0.01)
    ends_at = float(deadline.read_text("ascii"))
    return await asyncio.gather(*(one.apply(ends_at) for one in visitors))


def main() -> None:
    page = Path(sys.argv[1])
    plan = json.loads(page.read_text("utf-8"))
    visitors = [Visitor(plan["port"], one) for one in plan["applicants"]]
    seals = asyncio.run(everybody(visitors, page))
    pages = [wait for one in visitors for wait in one.waits]
    told = {"seals": [asdict(one) for one in seals], "pages": pages}
    page.with_suffix(".answers").write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
