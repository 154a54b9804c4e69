"""Asks the same firms of both evaluators, and says where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kechuang.engines.rulebook import FactSheet, Pack, Verdict, evaluate, gather_cohorts
from kechuang.engines.rulebook.columns import ClauseAnswers, Plan, ask_block, frame_of, standings_of
from kechuang.engines.rulebook.columns.amounts import written
from kechuang.engines.rulebook.columns.conditions import reasons_of
from kechuang.engines.rulebook.columns.planes import unpacked

Told = tuple[Verdict, bool, tuple[int, int, int], tuple[bool, ...]]


def by_columns(packs, sheets, catalogue, on: date) -> dict[tuple[str, str, int], Told]:
    """Verdict, near miss, amount and failed leaves by pack, clause and row; ranked among all."""
    plan = Plan(packs, on=on, catalogue=catalogue)
    frame = frame_of(sheets, plan.needed, catalogue)
    (standings,) = standings_of(plan, [frame])
    frame = replace(frame, standings=standings)
    return {
        (answers.pack.id, answers.clause.id, row): _row(answers, row)
        for answers in ask_block(plan, frame)
        for row in range(frame.rows)
    }


def _row(answers: ClauseAnswers, row: int) -> Told:
    named = {Verdict.MET: answers.met, Verdict.NOT_MET: answers.not_met}
    named[Verdict.UNKNOWN] = answers.unknown
    found = [verdict for verdict, plane in named.items() if unpacked(plane)[row]]
    assert len(found) <= 1
    failed = tuple(bool(unpacked(plane)[row]) for plane in answers.failed)
    is_near = bool(unpacked(answers.near)[row])
    return (found or [Verdict.POSSIBLE])[0], is_near, _amount(answers, row), failed


def _amount(answers: ClauseAnswers, row: int) -> tuple[int, int, int]:
    if answers.amounts is None or row not in answers.due:
        return written(None)
    place = list(answers.due).index(row)
    return tuple(int(column[place]) for column in answers.amounts)


def by_explaining(packs: list[Pack], sheets: list[FactSheet], on: date):
    told, cohorts = {}, gather_cohorts(packs, sheets, on=on)
    for row, sheet in enumerate(sheets):
        for pack in packs:
            answers = evaluate(pack, sheet, on=on, cohorts=cohorts)
            for clause, answer in zip(pack.clauses, answers, strict=True):
                reasons = reasons_of(clause.condition, answer.reason)
                failed = tuple(reason.verdict is Verdict.NOT_MET for reason in reasons)
                told[pack.id, clause.id, row] = (
                    answer.verdict, answer.is_near_miss, written(answer.amount), failed,
                )  # fmt: skip
    return told


def differences(packs, sheets, catalogue, on):
    packs, sheets = list(packs), list(sheets)
    columns, explained = by_columns(packs, sheets, catalogue, on), by_explaining(packs, sheets, on)
    assert columns.keys() == explained.keys()
    return [
        (key, columns[key], explained[key]) for key in columns if columns[key] != explained[key]
    ]
