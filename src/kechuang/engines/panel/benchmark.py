"""``bench panel``: the engine, and openreview-matcher where it is installed, on the same instances.

Instances come from a folder laid out like the public ones (``midl``, ``aamas2015``), and are made
from a seed. Figures are processor seconds of the solving alone, in one process each.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import click
import numpy as np

from kechuang.engines.panel.assign import SCALE, Instance, assign, shown
from kechuang.engines.panel.side_rules import compared
from kechuang.engines.panel.trials import Trial, trials

HEAD = ("instance", "system", "total", "bound", "worst-off", "bound", "processor s", "ratio")
KEYS = ("instance", "system", "total", "bound", "worst", "worst_bound", "seconds", "ratio")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
Row = tuple[str, ...]


@click.command()
@click.option("--folder", type=FOLDER, help="公开算例 / Folder with midl and aamas2015.")
@click.option("--peer", type=click.Path(exists=True), help="对照所在 / Python with the peer.")
@click.option("--large", is_flag=True, help="加测 20,000×10,000 / The large instance too.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def bench(folder: Path | None, peer: str | None, large: bool, as_json: bool) -> None:
    """评审分配的用时与质量，可与 openreview-matcher 并列。

    Time and quality of panel assignment, beside openreview-matcher where --peer names a Python
    that has it (install it in an environment of its own). The ratio compares a side rule with the
    same assignment without it, turn about.
    """
    rows = [row for trial in trials(folder, large) for row in _measured(trial, peer)]
    if as_json:
        click.echo(json.dumps([dict(zip(KEYS, row, strict=True)) for row in rows]))
        return
    widths = [max(len(row[n]) for row in [HEAD, *rows]) for n in range(len(HEAD))]
    for row in (HEAD, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def _measured(trial: Trial, peer: str | None) -> Iterator[Row]:
    for is_fair, system in ((False, "kechuang best"), (True, "kechuang fair")):
        started = time.process_time()
        found = assign(trial.instance, is_fair=is_fair)
        seconds = time.process_time() - started
        figures = (found.total, found.bound, found.worst, found.worst_bound)
        yield (trial.name, system, *map(shown, figures), f"{seconds:.3f}", "–")
    if peer is not None and trial.has_peer:
        for told in _asked(peer, trial.instance):
            total, worst, spent = (f"{told[name]:.9g}" for name in ("total", "worst", "seconds"))
            yield (trial.name, told["system"], total, "–", worst, "–", spent, "–")
    if trial.is_made:
        yield from _with_side_rules(trial)


def _with_side_rules(trial: Trial) -> Iterator[Row]:
    for rule, found, seconds, ratio in compared(trial.instance):
        figures = (found.total, found.bound, found.worst, found.worst_bound)
        yield (
            f"{trial.name}, {rule}",
            "kechuang best",
            *map(shown, figures),
            f"{seconds:.3f}",
            f"{ratio:.3f}",
        )


def _asked(peer: str, instance: Instance) -> list[dict[str, Any]]:
    """What the peer's own solvers find for the same matrices, run by the peer's own Python."""
    shape = (len(instance.proposals), len(instance.reviewers))
    scores, forbidden = np.zeros(shape), np.full(shape, -1)
    scores[instance.proposal, instance.reviewer] = instance.score / SCALE
    forbidden[instance.proposal, instance.reviewer] = 0
    with tempfile.TemporaryDirectory() as place, as_file(files(__package__) / "peer.py") as script:
        target = Path(place) / "instance.npz"
        np.savez(
            target,
            scores=scores,
            constraints=forbidden,
            demand=instance.demand,
            most=instance.most,
            least=instance.least,
        )
        answer = subprocess.run([peer, script, target], capture_output=True, text=True)  # noqa: S603
    if answer.returncode:
        raise click.ClickException(answer.stderr[-2000:])
    told: list[dict[str, Any]] = json.loads(answer.stdout)
    return told
