"""The ledger's own forms with their hidden request id, posted while web workers are killed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from django.urls import reverse

from kechuang.base.clock import now, today
from kechuang.base.roles import Role
from kechuang.ledger.refusals import yuan
from kechuang.ledger.services import open_book, open_year
from kechuang.ledger.states import FundSource
from tests.base.registry.cast import Person, clerk, person
from tests.proof.exactly_once.commands import Command, amounts_posted, commands
from tests.proof.exactly_once.counting import Count, effects_of
from tests.proof.exactly_once.delivering import Clients, repeated
from tests.proof.kills.posting import APPROVER
from tests.proof.kills.serving import UNANSWERED, Answer, Server, served
from tests.proof.kills.workers import DOOR
from tests.proof.outcomes import Scene

BOOK, FIRST_FEN, REUSED = "forms", 50_000_000, 409
FORGED, PATIENCE, PAUSE = 0.1, 60.0, 0.02


@dataclass(frozen=True)
class Desk:
    """Two people who are logged in: one asks for money to be posted, the other approves."""

    server: Server
    preparer: str
    approver: str

    def ask(self, command: Command) -> Answer:
        fields = {
            "request_id": str(command.request_id),
            "on": today().isoformat(),
            "book": BOOK,
            "year": str(today().year),
            "source": FundSource.CITY.value,
            "doc_no": "虚构指标〔示例〕2 号",
            "amount_fen": f"{yuan(command.amount_fen)}元",
        }
        return self._post(reverse("ledger:appropriate"), fields, self.preparer)

    def approve(self, command: Command) -> Answer:
        return self._post(reverse("ledger:approve", args=[command.request_id]), {}, self.approver)

    def deliver(self, command: Command) -> str:
        """Both steps, until each of them is acknowledged."""
        deadline = time.monotonic() + PATIENCE
        for step in (self.ask, self.approve):
            while not (answer := step(command)).is_acknowledgement:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"never accepted: {answer.status} {answer.body}")
                time.sleep(PAUSE)
        return answer.location

    def _post(self, path: str, fields: Mapping[str, str], session: str) -> Answer:
        """Send the form until there is any answer."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.server.post(path, fields, session)
            except UNANSWERED:
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE)


def post_forms(scene: Scene, *, count: int, kills: int) -> Count:
    chance = Random(f"{scene.seed}-forms")
    open_the_books()
    messages = list(commands(count, chance, first_fen=FIRST_FEN))
    deliveries = repeated(messages, chance)
    forged = [command.forged() for command in chance.sample(messages, max(1, int(count * FORGED)))]
    people = session_of(clerk("forms-clerk")), session_of(person("forms-head", Role.TREASURER))
    with served(scene.folder / "log", application=DOOR) as server:
        desk = Desk(server, *people)
        clients = Clients(scene.folder / "forms", deliveries, desk.deliver)
        struck = clients.work(lambda: server.kill_worker(chance), strikes=kills, chance=chance)
        answers = [desk.ask(command) for command in forged]
    posted = amounts_posted(BOOK)
    missing, doubled = effects_of((m.amount_fen for m in messages), posted)
    return Count(
        messages=count,
        deliveries=len(deliveries),
        kills=struck,
        missing=missing,
        doubled=doubled + sum(posted[command.amount_fen] for command in forged),
        forged=len(forged),
        refused=sum(answer.status == REUSED for answer in answers),
    )


def open_the_books() -> None:
    """A book of this year: forms take no day that is still to come."""
    named = {"code": BOOK, "name": "表单账套", "name_en": "Book of the forms"}
    book = open_book(by=APPROVER, at=now(), department=None, **named)
    open_year(by=APPROVER, at=now(), book=book, year=today().year)


def session_of(somebody: Person) -> str:
    return somebody.client.cookies["sessionid"].value
