"""A simulation: asked of the firms as the newest sweep froze them, computed part by part."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.clock import now
from kechuang.base.errors import Text, WrongState, require
from kechuang.batch.access import can_start_sweeps
from kechuang.batch.frozen import freeze
from kechuang.batch.inputs import engines_line
from kechuang.batch.simulated import Question, compute_part, question_in
from kechuang.engines.rulebook import Pack, comparing
from kechuang.entitlements.models import Entitlement
from kechuang.files.services import store_file
from kechuang.files.storage import path_of
from kechuang.packs.catalogue import fact_catalogue
from kechuang.runs.models import Part, Run
from kechuang.runs.selectors import latest_sweep, open_parts
from kechuang.runs.services import complete_run, keep_part, prepare_run

SIMULATION = "simulation"
FIRMS_PER_PART = 1000


def prepare_simulation(*, by: Actor, at: datetime, pack: Pack, address: str, to: str) -> Run:
    """Freeze the question; the same question about the same sweep is the run that exists.

    Engines that compute otherwise make it another run. Refuses what loading the changed policy
    refuses, and a policy of which the newest sweep answered another version.
    """
    require(can_start_sweeps(by), Text("试算政策", "simulate a policy"))
    sweep, change = _swept(pack), comparing.Change(pack.id, address, to)
    number = comparing.number_named(change, comparing.numbers_in(pack.source))
    comparing.revised([pack], [change], fact_catalogue())
    question = Question(
        pack.id, pack.digest, number.address, number.told, to, sweep.pk, sweep.inputs.digest
    )
    content, digest = freeze([{"kind": SIMULATION, **asdict(question)}, engines_line()])
    firms = sum(part.last - part.first for part in sweep.parts.filter(kind="entitlement"))
    parts = {SIMULATION: (firms, FIRMS_PER_PART)}
    return prepare_run(
        by=by, at=at, kind=SIMULATION, on=sweep.on, inputs=content, inputs_digest=digest,
        parts=parts,
    )  # fmt: skip


def question_of(run: Run) -> Question:
    """What the simulation ``run`` asks."""
    return question_in(path_of(run.inputs.digest))


def advance_simulation(run: Run, *, by: Actor) -> None:
    """Compute and keep every open part; call again after an interruption to go on."""
    question = question_of(run)
    for part in open_parts(run):
        _keep(part, compute_part_of(part, question, run), by=by)


def compute_part_of(part: Part, question: Question, run: Run) -> bytes:
    """The result of one part, from the frozen question and the frozen firms."""
    firms: Path = path_of(question.inputs)
    return compute_part(question, firms, on=run.on, first=part.first, last=part.last)


def finish_simulation(run: Run, *, by: Actor, at: datetime) -> Run:
    """Seal the run with how many firms it asked."""
    counts = {"firms": sum(part.last - part.first for part in run.parts.all())}
    return complete_run(by=by, at=at, run=run, counts=counts)


@transaction.atomic
def _keep(part: Part, content: bytes, *, by: Actor) -> None:
    """Two workers may compute the same part; the first to come keeps it."""
    if Part.objects.select_for_update().get(pk=part.pk).result_digest:
        return
    name = f"{SIMULATION}-{part.run_id}-{part.first}.json.gz"
    file = store_file(by=by, at=now(), name=name, content=content)
    keep_part(part, result_digest=file.digest)


def _swept(pack: Pack) -> Run:
    """The newest sweep, which answered this very version."""
    sweep = latest_sweep()
    if sweep and _answered_digest(sweep, pack.id) == pack.digest:
        return sweep
    raise WrongState(
        Text(f"没有试算“{pack.title.zh}”", f"“{pack.title.en}” was not simulated"),
        Text(
            "最近一次全区域计算没有核对这个版本",
            "the newest region sweep did not answer this version of it",
        ),
        Text("请先做一次全区域计算", "Sweep the region first"),
    )


def _answered_digest(sweep: Run, pack_id: str) -> str:
    """The version of the policy that a sweep answered, or nothing where it answered none."""
    answers = Entitlement.objects.filter(run=sweep, pack_id=pack_id).order_by()
    return answers.values_list("pack_digest", flat=True).first() or ""
