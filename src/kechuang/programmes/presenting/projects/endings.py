"""Terminations and the file of diligence in words and as papers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.dateparse import parse_datetime

from kechuang.cases.presenting.timeline import names_of
from kechuang.design.commands import command_label
from kechuang.engines.seal import digest
from kechuang.programmes.models.execution import Contract, ExemptionFile, Termination
from kechuang.programmes.presenting.projects.milestones import name_of
from kechuang.programmes.services.execution.ending.exempting import STOPPED
from kechuang.programmes.states_of_execution import ContractState, TerminationState

TONES: dict[str, str] = {
    TerminationState.PROPOSED: "warn",
    TerminationState.CONFIRMED: "bad",
    TerminationState.DECLINED: "neutral",
}
TEXT = "text/plain; charset=utf-8"
PAPERS: dict[str, tuple[Callable[[ExemptionFile], bytes], str, str]] = {
    "zh": (lambda file: file.text.encode(), ".txt", TEXT),
    "en": (lambda file: file.text_en.encode(), "-en.txt", TEXT),
    "json": (lambda file: _as_json(file).encode(), ".json", "application/json"),
}


@dataclass(frozen=True)
class Decision:
    """One line of the file: an event of the audit chain."""

    sequence: int
    at: object
    who: str
    what: str
    why: str
    own_hash: str


def ending_acts(project: Contract) -> tuple[str, ...]:
    """The acts that make sense as the project stands."""
    if project.state in STOPPED:
        return () if hasattr(project, "exemption_file") else ("make_exemption_file",)
    if project.state != ContractState.RUNNING:
        return ()
    is_proposed = project.terminations.filter(state=TerminationState.PROPOSED).exists()
    decide = ("confirm_termination", "decline_termination")
    return decide if is_proposed else ("propose_termination",)


def terminations_of(project: Contract) -> list[tuple[Termination, str, str, str]]:
    """Each with its tone, who proposed it and who decided."""
    rows = list(project.terminations.order_by("-pk"))
    ids = {person for row in rows for person in (row.by_id, row.decided_by_id) if person}
    names = names_of(ids)
    return [
        (
            row,
            TONES[row.state],
            name_of(names, row.by_id, row.by_name),
            name_of(names, row.decided_by_id, row.decided_by_name),
        )
        for row in rows
    ]


def decisions_of(file: ExemptionFile) -> list[Decision]:
    """What was decided when by whom, in the order of the chain."""
    return [
        Decision(
            each["sequence"],
            parse_datetime(each["at"]),
            each["who"],
            command_label(each["command"]),
            _why(each["said"]),
            each["own_hash"],
        )
        for each in file.content["decisions"]
    ]


def is_sealed_true(file: ExemptionFile) -> bool:
    """Whether the file is still what it was sealed as."""
    return file.digest == digest(file.content)


def _why(told: dict[str, object]) -> str:
    reason = told.get("reason") or told.get("text") or told.get("comment")
    return reason if isinstance(reason, str) else ""


def _as_json(file: ExemptionFile) -> str:
    content = {"digest": file.digest, "content": file.content}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
