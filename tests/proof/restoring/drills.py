"""One drill: the command `backup` under load, the command `restore`, and everything compared."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kechuang.audit.models import Event
from kechuang.backups.telling import RESTORED
from kechuang.base.invariants import every_invariant, examine
from tests.backups.places import scratch_database
from tests.proof.kills.harm import Harm, harm_to
from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import looking_at
from tests.proof.outcomes import Scene
from tests.proof.restoring.committing import as_of_now, committing, with_wishes

Environment = dict[str, str]


@dataclass(frozen=True)
class Drill:
    """``before`` were acknowledged when the backup began, ``meanwhile`` until it ended."""

    before: int
    meanwhile: int
    same_head: bool
    broken_invariants: list[str]
    harm: Harm
    seconds: float

    def __str__(self) -> str:
        found = [str(self.harm)] if self.harm else []
        found += self.broken_invariants + ([] if self.same_head else ["链头不同 / another head"])
        verdict = "; ".join(found) or "完好 / intact"
        return f"{self.before} + {self.meanwhile}, {self.seconds:.1f} s: {verdict}"

    @property
    def is_good(self) -> bool:
        """A backup during which nobody wrote proves nothing."""
        is_whole = self.same_head and not self.harm and not self.broken_invariants
        return is_whole and self.meanwhile > 0


def drill(scene: Scene, notebook: Notebook, number: int) -> Drill:
    folder = scene.folder / f"drill-{number}"
    file = str(folder / "backup.zip")
    with committing(notebook, f"{scene.seed}-{number}"):
        earlier, began = as_of_now(notebook, folder), time.monotonic()
        told = answer(scene.environment(), "backup", "--to", file)
        meanwhile = len(notebook.receipts) - len(earlier.receipts)
    with_wishes(earlier, notebook)
    with empty_place(scene, folder / "fresh") as fresh:
        restored = answer(fresh, "restore", file)
        seconds = time.monotonic() - began
        with looking_at(fresh["DATABASE_URL"], Path(fresh["KECHUANG_DATA"])):
            harm, head, broken = harm_to(earlier), restored_head(), broken_invariants()
    shutil.rmtree(folder / "fresh")
    (folder / "backup.zip").unlink()
    heads = {told["chain_head"], restored["chain_head"], head}
    return Drill(len(earlier.receipts), meanwhile, len(heads) == 1, broken, harm, seconds)


def answer(environment: Environment, *arguments: str) -> Any:
    """What a command of the platform prints; a refusal ends the proof with its words."""
    command = [sys.executable, "-m", "kechuang", *arguments, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{arguments[0]}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def restored_head() -> str:
    """The head that came out of the backup, on which the event of the restore stands."""
    last = Event.objects.select_related(None).latest("sequence")
    assert last.command == RESTORED
    return f"{last.sequence - 1}:{last.previous}"


def broken_invariants() -> list[str]:
    return [each.name for each in every_invariant() if not examine(each, shown=0).holds]


@contextmanager
def empty_place(scene: Scene, folder: Path) -> Iterator[Environment]:
    """Environment of a process that works on an empty database and data folder."""
    own = {**scene.environment(), "KECHUANG_DATA": str(folder)}
    if scene.engine == "postgresql":
        with scratch_database(scene.url) as url:
            yield {**own, "DATABASE_URL": url}
        return
    yield {**own, "DATABASE_URL": f"sqlite:///{folder / 'kechuang.sqlite3'}"}
