"""Test cases beside a list: a situation, the expected answer; readable by an auditor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kechuang.engines.lumpsum.elements import NegativeList
from kechuang.engines.lumpsum.expenses import Expense, Finding, Verdict
from kechuang.engines.lumpsum.judging import judge_expense
from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Case:
    """One expense with the verdict and, where given, the items and the words expected."""

    name: str
    expense: Expense
    verdict: Verdict
    items: tuple[str, ...] | None
    found: tuple[str, ...] | None
    line: int


def read_cases(text: str, *, name: str) -> tuple[str, tuple[Case, ...]]:
    """The list they are for, and its cases
    ``{name, expense: {text, kind, payee, marks}, expect: {verdict, items, found}}``."""
    root = read_yaml(text, name=name)
    root.only(frozenset({"list", "cases"}))
    cases = tuple(_read_case(part) for part in root.need("cases").some)
    return root.need("list").text(), cases


def failures_of(case: Case, pack: NegativeList) -> Iterator[Text]:
    """What ``pack`` answers otherwise than ``case`` expects."""
    finding = judge_expense(case.expense, pack)
    told = {
        "verdict": (case.verdict, finding.verdict),
        "items": (case.items, tuple(item.id for item in finding.items)),
        "found": (case.found, _found(finding)),
    }
    for what, (wanted, actual) in told.items():
        if wanted is not None and wanted != actual:
            yield Text(
                f"第{case.line}行“{case.name}”：{what} 应为 {wanted}，实为 {actual}",
                f"line {case.line} “{case.name}”: {what} should be {wanted}, is {actual}",
            )


def _found(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(trace.found.zh for trace in finding.traces))


def _read_case(part: Located) -> Case:
    part.only(frozenset({"name", "expense", "expect"}))
    expected, name = part.need("expect"), part.need("name").text()
    expected.only(frozenset({"verdict", "items", "found"}))
    return Case(
        name=name,
        expense=_read_expense(name, part.need("expense")),
        verdict=_read_verdict(expected.need("verdict")),
        items=_names(expected.get("items")),
        found=_names(expected.get("found")),
        line=part.line,
    )


def _read_expense(name: str, part: Located) -> Expense:
    part.only(frozenset({"text", "kind", "payee", "marks"}))
    marks, written = part.get("marks"), part.get("text")
    kind, payee = part.get("kind"), part.get("payee")
    return Expense(
        id=name,
        text=written.text() if written else "",
        kind=kind.text() if kind else "",
        payee=payee.text() if payee else "",
        marks={key: item.flag() for key, item in marks.fields.items()} if marks else {},
    )


def _read_verdict(part: Located) -> Verdict:
    if part.text() not in frozenset(Verdict):
        part.refuse(
            Text(f"没有结论“{part.text()}”", f"no verdict “{part.text()}”"),
            nearest(part.text(), Verdict),
        )
    return Verdict(part.text())


def _names(part: Located | None) -> tuple[str, ...] | None:
    return None if part is None else tuple(item.text() for item in part.items)
