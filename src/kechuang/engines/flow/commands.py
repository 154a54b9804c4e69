"""The engine on files: check a pack, draw it, play it. One function for each command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kechuang.engines.flow.calendars.loading import load_calendars
from kechuang.engines.flow.drawing import draw
from kechuang.engines.flow.library import load_procedures
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.flow.simulating.report import Simulation, simulate
from kechuang.engines.packfile import BrokenPackError, PackError, nearest
from kechuang.engines.wording import Refusal, Text


@dataclass(frozen=True, slots=True)
class Checked:
    """The procedures that may run, and every problem of the file that may not."""

    procedures: tuple[Procedure, ...]
    problems: tuple[PackError, ...]

    def as_dict(self) -> dict[str, Any]:
        problems = [
            {"file": one.file, "line": one.line, "zh": one.said_in("zh"), "en": one.said_in("en")}
            for one in self.problems
        ]
        return {"procedures": [one.id for one in self.procedures], "problems": problems}


def check_procedures(path: Path, *, known_facts: frozenset[str] | None = None) -> Checked:
    """Proves every procedure at or below ``path``; refused files give all their problems."""
    try:
        procedures = load_procedures(path, known_facts=known_facts)
    except BrokenPackError as broken:
        return Checked((), broken.problems)
    if not procedures:
        raise _nothing(path)
    return Checked(procedures, ())


def draw_procedure(path: Path, procedure_id: str = "", *, language: str = "zh") -> str:
    """The Mermaid text of one procedure at or below ``path``."""
    return draw(chosen(path, procedure_id), language=language)


def play_procedure(
    path: Path, procedure_id: str = "", *, calendars: Path, seed: int, runs: int, at: datetime
) -> Simulation:
    """A simulation of one procedure with its own options and the calendars below ``calendars``."""
    terms = Terms(chosen(path, procedure_id), load_calendars(calendars))
    return simulate(terms, seed=seed, runs=runs, at=at)


def chosen(path: Path, procedure_id: str = "") -> Procedure:
    """The named procedure, or the only one there is."""
    found = {procedure.id: procedure for procedure in load_procedures(path)}
    if not found:
        raise _nothing(path)
    if not procedure_id and len(found) == 1:
        return next(iter(found.values()))
    if procedure_id not in found:
        raise Refusal(
            Text(f"流程“{procedure_id}”", f"procedure “{procedure_id}”"),
            Text("没有找到", "was not found"),
            nearest(procedure_id, found),
        )
    return found[procedure_id]


def procedure_lines(procedure: Procedure) -> Iterator[Text]:
    """One procedure in a few words."""
    ends = sum(state.is_terminal for state in procedure.states.values())
    grounds = [step.basis for step in procedure.steps]
    grounds += [clock.basis for clock in procedure.clocks.values()]
    examples = sum(all(basis.is_example for basis in bases) for bases in grounds)
    yield Text(
        f"✓ {procedure.id} {procedure.title.zh}（{procedure.version}）",
        f"{procedure.title.en}",
    )
    yield Text(
        f"  {len(procedure.states)}个状态（{ends}个终点），{len(procedure.steps)}个步骤，"
        f"{len(procedure.forms)}张表单；{len(grounds)}处时限和步骤中{examples}处为示例",
        f"{len(procedure.states)} states ({ends} ends), {len(procedure.steps)} steps, "
        f"{len(procedure.forms)} forms; {examples} of {len(grounds)} are examples",
    )


def simulation_lines(simulation: Simulation) -> Iterator[Text]:
    """A simulation in words."""
    yield Text(
        f"{simulation.procedure}：{simulation.runs}件，种子 {simulation.seed}",
        f"{simulation.runs} cases, seed {simulation.seed}",
    )
    for end, count in simulation.ends.items():
        days = simulation.days.get(end)
        zh = f"，{days[0]}／{days[1]}／{days[2]}个工作日" if days else ""
        en = f", {days[0]}/{days[1]}/{days[2]} working days (least/middle/most)" if days else ""
        yield Text(f"  {end}：{count}件{zh}", f"{count} cases{en}")
    for dead in simulation.dead_ends:
        why = dead.reasons[0] if dead.reasons else Text("", "")
        yield Text(f"✗ 卡在 {dead.state}：{dead.count}件 {why.zh}", f"stuck: {dead.count} {why.en}")
    for line, event in simulation.never_taken:
        yield Text(f"  第{line}行 {event} 从未走到", f"line {line} was never taken")
    if simulation.beyond_calendar:
        count = simulation.beyond_calendar
        yield Text(f"  {count}件超出日历年份", f"{count} cases ran beyond the calendar")


def _nothing(path: Path) -> Refusal:
    return Refusal(
        Text(f"{path}", f"{path}"),
        Text("下面没有流程包", "holds no procedure pack"),
        Text("请指向 procedures 文件夹或一个流程文件", "name a procedures folder or one file"),
    )
