"""The same made policies asked of OpenFisca and of Kechuang, in processor seconds.

    python benchmarks/peer_openfisca.py [--firms 1000000] [--policies 30] [--json FILE]

Installs openfisca-core (AGPL; a dependency of nothing but this comparison) with pip into a
temporary environment and gives it formulas generated from the policies of ``kechuang bench
rules``. Both answer every condition that failed and every amount; every answer is compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.openfisca_rules.formulas import every_formula  # noqa: E402 - it lies beside us
from kechuang.engines.rulebook import Pack  # noqa: E402
from kechuang.engines.rulebook.columns import ClauseAnswers, Frame, Plan, ask_block  # noqa: E402
from kechuang.engines.rulebook.columns.frames import Flags, Words  # noqa: E402
from kechuang.engines.rulebook.columns.made import (  # noqa: E402
    REGIONS,
    made_catalogue,
    made_firms,
    made_packs,
)
from kechuang.engines.rulebook.columns.measuring import ON  # noqa: E402
from kechuang.engines.rulebook.columns.planes import unpacked  # noqa: E402
from kechuang.engines.rulebook.columns.results import spread_amounts  # noqa: E402

Values = NDArray[Any]
Answers = dict[str, Values]
PEER = "OpenFisca-Core==46.0.1"


def installed(folder: Path) -> Path:
    """The Python of a new environment with OpenFisca in it; ends the program where pip cannot."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", PEER]
    if subprocess.run(pip, capture_output=True).returncode:  # noqa: S603
        raise click.ClickException(
            f"pip 未能安装 {PEER}，对照未测 / pip could not install {PEER}: nothing was measured"
        )
    return python


def told_to_peer(packs: tuple[Pack, ...], frame: Frame, folder: Path) -> None:
    catalogue = made_catalogue()
    facts = {name: one.type.value for name, one in catalogue.items()}
    formulas = dict(every_formula(packs))
    policies = {"on": f"{ON}", "facts": facts, "regions": REGIONS, "formulas": formulas}
    (folder / "policies.json").write_text(json.dumps(policies), encoding="utf-8")
    columns = {name: _values(frame, name) for name in facts}
    np.savez(folder / "firms.npz", **columns)  # type: ignore[arg-type]


def _values(frame: Frame, name: str) -> Values:
    column = frame.columns[name, None]
    if isinstance(column, Flags):
        return unpacked(column.yes)[: frame.rows]
    values = column.places if isinstance(column, Words) else column.values
    return values[: frame.rows].astype("datetime64[D]") if name == "born" else values[: frame.rows]


def asked(plan: Plan, frame: Frame) -> tuple[float, Answers]:
    """Processor seconds of asking alone, and every answer as the peer writes it."""
    parts: dict[str, list[Values]] = {}
    seconds, began = 0.0, time.process_time()
    for block in frame.blocks():
        for one in ask_block(plan, block, near=False):
            seconds += time.process_time() - began
            name = one.pack.id.replace("-", "_")
            parts.setdefault(f"{name}_failed", []).append(_failed(one, block.rows))
            parts.setdefault(f"{name}_due", []).append(spread_amounts(one, block.rows).low.clip(0))
            began = time.process_time()
    return seconds, {name: np.concatenate(told) for name, told in parts.items()}


def _failed(answers: ClauseAnswers, rows: int) -> Values:
    """The conditions that failed as bits; place and time of validity are none of the ten."""
    leaves = zip(answers.singles, answers.failed, strict=True)
    planes = [plane for single, plane in leaves if getattr(single.condition, "is_curable", False)]
    bits = np.zeros(rows, np.int16)
    for place, plane in enumerate(planes):
        bits |= unpacked(plane)[:rows].astype(np.int16) << place
    return bits


def differing(ours: Answers, folder: Path) -> int:
    """How many of the peer's answers are others than ours."""
    with np.load(folder / "answers.npz") as peer:
        return sum(int((peer[name] != values).sum()) for name, values in ours.items())


@click.command(help=__doc__)
@click.option("--firms", default=1_000_000)
@click.option("--policies", default=30)
@click.option("--json", "place", type=click.Path(path_type=Path), help="keep the figures here")
def main(firms: int, policies: int, place: Path | None) -> None:
    catalogue = made_catalogue()
    packs, frame = made_packs(policies, catalogue), made_firms(firms)
    with tempfile.TemporaryDirectory(prefix="kechuang-peer-") as name:
        folder = Path(name)
        python = installed(folder / "environment")
        told_to_peer(packs, frame, folder)
        program = [str(python), str(ROOT / "benchmarks/openfisca_rules/peer.py"), str(folder)]
        done = subprocess.run(program, check=True, capture_output=True)  # noqa: S603
        seconds, answers = asked(Plan(packs, on=ON, catalogue=catalogue), frame)
        figures = {
            "firms": firms,
            "policies": policies,
            PEER: json.loads(done.stdout)["seconds"],
            "kechuang": round(seconds, 3),
            "ratio": round(json.loads(done.stdout)["seconds"] / seconds, 1),
            "answers": sum(len(one) for one in answers.values()),
            "differing": differing(answers, folder),
        }
    for key, figure in figures.items():
        click.echo(f"{key:24} {figure:,}")
    if place is not None:
        place.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
