"""What must hold between the frozen inputs of sweeps and the rows that pages show."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.batch.frozen import read_sealed
from kechuang.batch.simulating import SIMULATION
from kechuang.engines.wording import Text
from kechuang.entitlements.models import Entitlement
from kechuang.files.storage import path_of
from kechuang.runs.models import SWEEP, Run
from kechuang.runs.selectors import latest_sweep


def altered_inputs() -> Iterator[Finding]:
    for run in Run.objects.filter(kind__in=(SWEEP, SIMULATION)).select_related("inputs"):
        if hashlib.sha256(_frozen(run)).hexdigest() != run.inputs_digest:
            yield found(
                f"#{run.pk}", "冻结的输入与其摘要不符", "the frozen inputs do not have their digest"
            )


def altered_answers() -> Iterator[Finding]:
    run = latest_sweep()
    if run is None:
        return
    digests = _digests_of_rows(run)
    for part in run.parts.filter(kind="entitlement"):
        if digests.get(part.first) != part.result_digest:
            yield found(
                f"#{run.pk} {part.first}–{part.last}",
                "保存的结论与分片摘要不符",
                "the kept answers do not have the digest of their part",
            )


def _digests_of_rows(run: Run) -> dict[int, str]:
    """The digest over the kept lines of each part, by its first item.

    Parts may be kept in any order, but the rows of one part follow each other as its lines did.
    """
    parts = list(run.parts.filter(kind="entitlement").order_by("first"))
    first_of = _first_of_each_subject(run, [part.first for part in parts])
    sums: dict[int, Any] = {}
    rows = Entitlement.objects.filter(run=run).order_by("pk")
    for subject, evidence in rows.values_list("party__credit_code", "evidence").iterator():
        first = first_of.get(subject, -1)
        if first in sums:
            sums[first].update(b"\n")
        sums.setdefault(first, hashlib.sha256()).update(_line(evidence))
    return {first: total.hexdigest() for first, total in sums.items()}


def _line(evidence: bytes | memoryview) -> bytes:
    try:
        return zlib.decompress(evidence)
    except zlib.error:
        return b""


def _first_of_each_subject(run: Run, firsts: list[int]) -> dict[str, int]:
    lines = map(json.loads, _frozen(run).splitlines())
    subjects = [line["subject"] for line in lines if line["kind"] == "party"]
    return {
        subject: firsts[bisect_right(firsts, place) - 1] for place, subject in enumerate(subjects)
    }


def _frozen(run: Run) -> bytes:
    return gzip.decompress(read_sealed(path_of(run.inputs.digest)))


INVARIANTS = (
    Invariant(
        "batch.inputs_are_as_frozen",
        Text("每次计算冻结的输入未被改动", "The frozen inputs of every sweep are unaltered"),
        altered_inputs,
    ),
    Invariant(
        "batch.answers_have_the_digest_of_their_part",
        Text(
            "最近一次计算保存的结论与分片摘要相符",
            "The kept answers of the latest sweep have the digests of their parts",
        ),
        altered_answers,
    ),
)
