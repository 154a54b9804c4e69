"""Runs every case below a folder: those of packs, and those of the rules between clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import name_below, text_of
from kechuang.engines.rulebook.cases import Failure, failures_of, read_cases
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.library import CASES_SUFFIX, FOLDER, load_folder
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.printing import answer_lines
from kechuang.engines.rulebook.together import (
    Mismatch,
    load_together,
    mismatches_of,
    read_together_cases,
)
from kechuang.engines.wording import Refusal, Text

TOGETHER = "together"


class Checked(NamedTuple):
    """How many cases were run, and what came out otherwise than they expect."""

    total: int
    failures: tuple[Failure | Mismatch, ...]


def run_cases(folder: Path, catalogue: FactCatalogue) -> Checked:
    packs = load_folder(folder, catalogue)
    of_packs = _pack_cases(folder, catalogue, packs)
    between = _together_cases(folder, packs)
    return Checked(of_packs.total + between.total, of_packs.failures + between.failures)


def _pack_cases(folder: Path, catalogue: FactCatalogue, packs: Iterable[Pack]) -> Checked:
    failures: list[Failure] = []
    count = 0
    for path in sorted(folder.rglob(f"{FOLDER}/*{CASES_SUFFIX}")):
        name = path.relative_to(folder).as_posix()
        for case in read_cases(path.read_text(encoding="utf-8"), name=name, catalogue=catalogue):
            count += 1
            failures += failures_of(case, pack_named(case.pack_id, packs))
    return Checked(count, tuple(failures))


def _together_cases(folder: Path, packs: Iterable[Pack]) -> Checked:
    """Every document must load; its cases stand beside it."""
    failures: list[Mismatch] = []
    count = 0
    for path in sorted(folder.rglob(f"{TOGETHER}/*.yaml")):
        if path.name.endswith(CASES_SUFFIX):
            continue
        together = load_together(text_of(path), name=name_below(path, folder), packs=packs)
        beside = path.with_name(path.stem + CASES_SUFFIX)
        told = text_of(beside) if beside.is_file() else None
        cases = read_together_cases(told, name=name_below(beside, folder)) if told else ()
        count += len(cases)
        failures += [found for case in cases for found in mismatches_of(case, together)]
    return Checked(count, tuple(failures))


def pack_named(pack_id: str, packs: Iterable[Pack]) -> Pack:
    named = {pack.id: pack for pack in packs}
    if pack_id not in named:
        known = "、".join(sorted(named))
        raise Refusal(
            Text(f"政策包“{pack_id}”", f"pack “{pack_id}”"),
            Text("没有找到", "was not found"),
            Text(f"可用的有：{known}", f"known ones: {known}"),
        )
    return named[pack_id]


def failure_lines(failure: Failure | Mismatch) -> Iterator[str]:
    """Which case, what was expected, what came out and why."""
    if isinstance(failure, Mismatch):
        what, told = failure.clause, [step.zh for step in failure.steps]
        name = failure.case.name
    else:
        what, told = failure.what, [*answer_lines(failure.answer, "zh")]
        name = f"{failure.case.pack_id} · {failure.case.name}"
    yield f"✗ {name}（第{failure.line}行 / line）"
    yield f"  {what}: 期望 / expected {failure.expected!r}, 实际 / got {failure.actual!r}"
    yield from (f"    {line}" for line in told)
