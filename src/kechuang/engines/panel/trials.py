"""What the engine is measured on: public instances in a folder, and ones made from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kechuang.engines.panel.assign import Facts, Instance, Rules, assemble, scaled
from kechuang.engines.panel.question import Question, read_instance

MADE = {"1,000×800": (1_000, 800), "20,000×10,000": (20_000, 10_000)}
CANDIDATES, DEMAND, SEED = 50, 3, 20_261_122


@dataclass(frozen=True)
class Trial:
    """One instance; ``has_peer``: small enough for a dense matrix in the peer; ``is_made``: side
    rules are measured on it too."""

    name: str
    instance: Instance
    has_peer: bool = True
    is_made: bool = False


def trials(folder: Path | None, large: bool) -> Iterator[Trial]:
    """Those of the ``folder``, laid out like the public ones, and those that are made."""
    if folder is not None:
        yield from _public(folder)
    for name, (proposals, reviewers) in MADE.items():
        if large or proposals * reviewers <= 10**6:
            yield Trial(name, made(proposals, reviewers), proposals <= 1_000, is_made=True)


def _public(folder: Path) -> Iterator[Trial]:
    midl, aamas = folder / "midl", folder / "aamas2015"
    scores, loads = midl / "scores.npy", str(midl / "loads.npy")
    if scores.is_file():
        question = Question(scores, str(midl / "covs.npy"), loads)
        yield Trial("MIDL", read_instance(question).instance)
        question = Question(scores, str(midl / "covs.npy"), loads, str(midl / "loads-lb.npy"))
        yield Trial("MIDL, least loads", read_instance(question).instance)
    for orders in sorted(aamas.glob("*.toi")):
        question = Question(aamas / "aamas2015.in", "3", "12", conflicts=(orders,))
        yield Trial("AAMAS 2015", read_instance(question).instance)


def made(proposals: int, reviewers: int) -> Instance:
    """An instance of normal scores, 50 candidates each, three seats and a quarter of spare load."""
    random = np.random.default_rng(SEED)
    draws = (random.choice(reviewers, CANDIDATES, replace=False) for _ in range(proposals))
    scores = np.clip(random.normal(0.5, 0.17, proposals * CANDIDATES), 0, 1)
    return assemble(
        tuple(f"p{n}" for n in range(proposals)),
        tuple(f"r{n}" for n in range(reviewers)),
        np.repeat(np.arange(proposals), CANDIDATES),
        np.concatenate(list(draws)),
        scaled(scores),
        forbidden=np.zeros(0, dtype=np.int64),
        facts=Facts(DEMAND, -(-proposals * DEMAND * 5 // (reviewers * 4))),
        rules=Rules(),
    )
