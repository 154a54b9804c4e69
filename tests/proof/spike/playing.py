"""One deadline: the platform served, applicants at work, what they were told, what is kept."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from kechuang.accounts.models import User
from kechuang.cases.models import Case, Seal
from kechuang.cases.selectors import draft_digest
from tests.proof.kills.sealing import PROCEDURE, connect
from tests.proof.kills.serving import served
from tests.proof.outcomes import ROOT, Scene
from tests.proof.races.cases import firm, member
from tests.rooms.cases import scene as stage

DOOR, PATH, PAGE = "tests.proof.spike.door:application", "/proof/seals/", "/"
DEADLINE = stage.at("2026-04-15T17:00").timestamp()
# What happens on the way from one process to the other within this time is nobody's to judge
UNSURE_S = 0.02
HEAD_START, LATEST = 3.5, 1.0


@dataclass(frozen=True)
class Seen:
    """How the applicants fared; ``p95_s`` is of the seals that were sent in time."""

    answers: int
    in_time: int
    lost: int
    refused_in_time: int
    accepted_late: int
    p95_s: float

    def __str__(self) -> str:
        return (
            f"p95 {self.p95_s:.2f} s; {self.in_time} 按时 in time: {self.lost} 丢 lost, "
            f"{self.refused_in_time} 误拒 refused; {self.accepted_late} 迟到而收 late accepted"
        )


def lay_spike(count: int) -> list[Case]:
    """``count`` bids, complete but for the seal."""
    connect()
    party, of_round = firm(), stage.opened(PROCEDURE, "spike")
    return [stage.bid(member(), party, of_round, f"方案{number}") for number in range(count)]


def play(
    scene: Scene, bids: Sequence[Case], *, late: int, window: float, is_careless: bool = False
) -> Seen:
    """Seal ``bids`` within ``window`` seconds before the deadline, ``late`` ones after it."""
    chance, name = Random(scene.seed), "careless" if is_careless else "spike"
    early = [-0.05 - window * chance.random() ** 2 for _ in bids[late:]]
    moments = [*early, *(chance.uniform(UNSURE_S, LATEST) for _ in bids[:late])]
    shift = scene.folder / f"{name}.shift"
    place = {
        "SPIKE_SHIFT": str(shift),
        "DATABASE_URL": scene.url,
        "KECHUANG_DATA": str(scene.folder),
        "SECRET_KEY": settings.SECRET_KEY,
    } | ({"SPIKE_DATED_AFTER_QUEUE": "1"} if is_careless else {})
    applicants = [
        applicant(bid, session(), at, chance) for bid, at in zip(bids, moments, strict=True)
    ]
    with served(scene.folder / "log", workers=2, application=DOOR, **place) as server:
        ends_at = time.time() + HEAD_START + window
        shift.write_text(str(DEADLINE - ends_at), "ascii")
        for one in applicants:
            one["at"] += ends_at
        answers = load(scene.folder / name, server.port, applicants)
    return judged(answers, ends_at)


def session() -> str:
    client = Client()
    client.force_login(User.objects.get_or_create(username="proof", full_name="证明")[0])
    return str(client.cookies["sessionid"].value)


def applicant(bid: Case, session: str, at: float, chance: Random) -> dict[str, Any]:
    return {
        "session": session,
        "path": PATH,
        "page": PAGE,
        "case": bid.pk,
        "key": str(UUID(int=chance.getrandbits(128), version=4)),
        "digest": draft_digest(bid, "bid"),
        "at": at,
    }


def load(name: Path, port: int, applicants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    plan, told = name.with_suffix(".plan"), name.with_suffix(".answers")
    plan.write_text(json.dumps({"port": port, "applicants": applicants}), "utf-8")
    program = [sys.executable, "-m", "tests.proof.spike.load", str(plan), str(told)]
    subprocess.run(program, check=True, cwd=ROOT)
    answers: list[dict[str, Any]] = json.loads(told.read_text("utf-8"))
    return answers


def judged(answers: list[dict[str, Any]], ends_at: float) -> Seen:
    """Against what is kept: every receipt that was given names a seal with its digest."""
    kept = {str(one.key): f"{one.number} {one.digest}" for one in Seal.objects.all()}
    in_time = [one for one in answers if one["ended"] <= ends_at - UNSURE_S]
    accepted = [one for one in answers if one["status"] == 201]
    waits = sorted(one["answered"] - one["began"] for one in in_time)
    return Seen(
        answers=len(answers),
        in_time=len(in_time),
        lost=sum(kept.get(one["key"]) != one["body"] for one in accepted),
        refused_in_time=sum(one["status"] != 201 for one in in_time),
        accepted_late=sum(one["began"] >= ends_at for one in accepted),
        p95_s=waits[max(0, -(-len(waits) * 95 // 100) - 1)] if waits else 0.0,
    )
