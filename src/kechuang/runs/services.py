"""Preparing, advancing and completing runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.roles import Role
from kechuang.engines.seal import digest
from kechuang.files.services import store_file
from kechuang.runs.models import Part, Run, RunState


@transaction.atomic
def prepare_run(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    on: date,
    inputs: bytes,
    inputs_digest: str,
    parts: Mapping[str, tuple[int, int]],
) -> Run:
    """The run over these frozen inputs: a new one, or the one that already exists.

    ``parts`` maps a part kind to ``(number of items, items per part)``.
    """
    require(by.has_role(Role.BUREAU), Text("发起全区域计算", "start a region sweep"))
    known = Run.objects.filter(kind=kind, on=on, inputs_digest=inputs_digest).first()
    if known:
        return known
    name = f"{kind}-{on.isoformat()}-{inputs_digest[:12]}.jsonl.gz"
    file = store_file(by=by, at=at, name=name, content=inputs)
    run, is_new = Run.objects.get_or_create(
        kind=kind,
        on=on,
        inputs_digest=inputs_digest,
        defaults={"inputs": file, "started_by": by.name, "started_at": at},
    )
    if not is_new:
        return run
    Part.objects.bulk_create(
        Part(run=run, kind=part, first=first, last=min(first + step, size))
        for part, (size, step) in parts.items()
        for first in range(0, size, step)
    )
    payload = {"kind": kind, "on": on.isoformat(), "inputs": inputs_digest}
    record(by=by, at=at, command="prepare_run", target=run, payload=payload)
    return run


def keep_part(part: Part, *, result_digest: str) -> None:
    """Mark a part as computed; call inside the transaction that stores its results.

    Raises ``WrongState`` when it was kept before: a kept part is never redone.
    """
    if not Part.objects.filter(pk=part.pk, result_digest="").update(result_digest=result_digest):
        raise WrongState(
            Text(f"分片 {part} 未保存", f"Part {part} was not kept"),
            Text("此前已保存", "it was kept before"),
            Text("请继续其余分片", "Go on with the other parts"),
        )


@transaction.atomic
def complete_run(*, by: Actor, at: datetime, run: Run, counts: Mapping[str, int]) -> Run:
    """Seal the run with the digest over its parts; nothing happens when it is already sealed.

    Raises ``WrongState`` while parts are still to be computed.
    """
    require(by.has_role(Role.BUREAU), Text("完成全区域计算", "complete a region sweep"))
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.state == RunState.COMPLETED:
        return run
    run.result_digest = digest(_part_digests(run))
    run.state, run.completed_at, run.counts = RunState.COMPLETED, at, dict(counts)
    run.save()
    payload = {"inputs": run.inputs_digest, "result": run.result_digest, "counts": run.counts}
    record(by=by, at=at, command="complete_run", target=run, payload=payload)
    return run


def _part_digests(run: Run) -> list[list[str]]:
    parts = run.parts.order_by("kind", "first")
    if any(not part.result_digest for part in parts):
        raise WrongState(
            Text(f"计算 {run} 未完成", f"Run {run} was not completed"),
            Text("还有分片没有计算", "it has parts that were not computed"),
            Text("请继续计算后再完成", "Compute them, then complete it"),
        )
    return [[part.kind, str(part.first), part.result_digest] for part in parts]
