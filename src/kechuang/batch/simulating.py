"""A simulation or comparison: asked of the firms as the newest sweep froze them, part by part."""

from __future__ import annotations

from collections.abc import Sequence
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
from kechuang.batch.simulated import Moved, Question, compute_part, question_in, sides_of
from kechuang.engines.rulebook import Pack, comparing
from kechuang.entitlements.models import Entitlement
from kechuang.files.services import store_file
from kechuang.files.storage import path_of
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.runs.models import Part, Run
from kechuang.runs.selectors import latest_sweep, open_parts
from kechuang.runs.services import complete_run, keep_part, prepare_run

SIMULATION = "simulation"
SWEEP_FIRST = Text("请先做一次全区域计算", "Sweep the region first")
FIRMS_PER_PART = 1000


def prepare_simulation(
    *, by: Actor, at: datetime, pack: Pack, changes: Sequence[tuple[str, str]]
) -> Run:
    """Freeze the question what other numbers would do: pairs of address and new value.

    The same question about the same sweep is the run that exists; engines that compute otherwise
    make it another run. Refuses what loading the changed policy refuses, and a policy of which the
    newest sweep answered another version.
    """
    require(can_start_sweeps(by), Text("试算政策", "simulate a policy"))
    sweep, numbers = _swept(pack), comparing.numbers_in(pack.source)
    asked = [comparing.Change(pack.id, address, to) for address, to in changes]
    comparing.revised([pack], asked, fact_catalogue())
    named = [(comparing.number_named(one, numbers), one.to) for one in asked]
    moves = tuple(Moved(number.address, number.told, to) for number, to in named)
    question = Question(pack.id, pack.digest, sweep.pk, sweep.inputs.digest, moves)
    return _prepared(question, sweep, by=by, at=at)


def prepare_comparison(*, by: Actor, at: datetime, old: PackVersion, new: PackVersion) -> Run:
    """Freeze the question who gains and who loses by ``new`` in the place of ``old``.

    Asked of the firms as the newest sweep froze them. Refuses a version beside itself, and one
    that today's catalogue of facts no longer reads.
    """
    require(can_start_sweeps(by), Text("比较政策版本", "compare versions of a policy"))
    sweep = latest_sweep()
    if sweep is None:
        raise _refused(new, "还没有做过全区域计算", "the region was never swept")
    if old.digest == new.digest:
        raise _refused(
            new,
            "两边是同一个版本",
            "both are the same version",
            Text("请选两个不同的版本", "Choose two different versions"),
        )
    question = Question(
        new.pack_id, new.digest, sweep.pk, sweep.inputs.digest, (), old.digest,
        (old.source, new.source),
    )  # fmt: skip
    sides_of(question, (), fact_catalogue())
    return _prepared(question, sweep, by=by, at=at)


def _prepared(question: Question, sweep: Run, *, by: Actor, at: datetime) -> Run:
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
    raise _refused(
        pack,
        "最近一次全区域计算没有核对这个版本",
        "the newest region sweep did not answer this version of it",
    )


def _refused(policy: Pack | PackVersion, zh: str, en: str, mend: Text = SWEEP_FIRST) -> WrongState:
    title = policy.title if isinstance(policy, Pack) else Text(policy.title, policy.title_en)
    what = Text(f"没有试算“{title.zh}”", f"“{title.en}” was not simulated")
    return WrongState(what, Text(zh, en), mend)


def _answered_digest(sweep: Run, pack_id: str) -> str:
    """The version of the policy that a sweep answered, or nothing where it answered none."""
    answers = Entitlement.objects.filter(run=sweep, pack_id=pack_id).order_by()
    return answers.values_list("pack_digest", flat=True).first() or ""
