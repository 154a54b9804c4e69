"""Test cases beside a pack: given facts, the expected answer; readable by a lawyer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.sheets import read_facts
from kechuang.engines.rulebook.reading.words import read_amount
from kechuang.engines.rulebook.reasons import Reason, written_point
from kechuang.engines.wording import Text

_EXPECTATIONS = frozenset(
    {
        "verdict",
        "near_miss",
        "amount",
        "gaps",
        "missing",
        "points",
        "reasons",
        "short_by",
        "grades",
        "shares",
        "told",
    }
)


_FILE_KEYS = frozenset({"pack", "on", "base", "cases", "equivalent"})


@dataclass(frozen=True, slots=True)
class Case:
    """One question with the answers expected, by clause."""

    name: str
    pack_id: str
    on: date
    sheet: FactSheet
    expected: Mapping[str, Located]


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that the pack does not fulfil."""

    case: Case
    line: int
    what: str
    expected: object
    actual: object
    answer: Answer


def read_cases(text: str, *, name: str, catalogue: FactCatalogue) -> tuple[Case, ...]:
    """Cases ``{pack, on, base, cases: [{name, on, facts, expect}]}``; facts override base.

    ``equivalent`` beside them is for the mutants: see ``read_equivalents``.
    """
    root = read_yaml(text, name=name)
    root.only(_FILE_KEYS)
    base = root.get("base")
    shared = base.fields if base else {}
    return tuple(_read_case(part, root, shared, catalogue) for part in root.need("cases").items)


def read_equivalents(text: str, *, name: str) -> dict[str, str]:
    """Changes ``address=NEW`` of a number that change no answer, each with the reason why."""
    part = read_yaml(text, name=name).get("equivalent")
    return {written: why.text() for written, why in part.fields.items()} if part else {}


def _read_case(
    part: Located, root: Located, shared: Mapping[str, Located], catalogue: FactCatalogue
) -> Case:
    part.only(frozenset({"name", "on", "facts", "expect"}))
    own = part.get("facts")
    entries = {**shared, **(own.fields if own else {})}
    name = part.need("name").text()
    expected = part.need("expect").fields
    for clause in expected.values():
        clause.only(_EXPECTATIONS)
    return Case(
        name=name,
        pack_id=root.need("pack").text(),
        on=(part.get("on") or root.need("on")).date(),
        sheet=FactSheet(name, read_facts(entries, catalogue)),
        expected=expected,
    )


def failures_of(case: Case, pack: Pack) -> Iterator[Failure]:
    """What ``pack`` answers otherwise than ``case`` expects."""
    answers = {answer.clause_id: answer for answer in evaluate(pack, case.sheet, on=case.on)}
    for clause_id, expected in case.expected.items():
        if clause_id not in answers:
            why = Text(f"没有条款“{clause_id}”", f"there is no clause “{clause_id}”")
            expected.refuse(why, nearest(clause_id, answers))
        answer = answers[clause_id]
        for what, part in expected.fields.items():
            wanted, actual = _wanted(what, part), _actual(what, part, answer)
            if wanted != actual:
                yield Failure(case, part.line, f"{clause_id}.{what}", wanted, actual, answer)


def _wanted(what: str, part: Located) -> object:
    if what == "amount":
        return _wanted_amount(part)
    if what == "points":
        return {key: _span(span.plain()) for key, span in part.fields.items()}
    if what == "shares":
        return {payer: read_amount(fen) for payer, fen in part.fields.items()}
    return part.plain()


def _span(written: object) -> object:
    return written if isinstance(written, list) else [written, written]


def _wanted_amount(part: Located) -> object:
    """``null``, an exact sum, or ``{kind, low, high}``."""
    if part.value is None:
        return None
    if not isinstance(part.value, dict):
        fen = read_amount(part)
        return {"kind": "exact", "low": fen, "high": fen}
    part.only(frozenset({"kind", "low", "high"}))
    bounds = {key: part.get(key) for key in ("low", "high")}
    fen_of = {key: read_amount(bound) if bound else None for key, bound in bounds.items()}
    return {"kind": part.need("kind").text(), **fen_of}


def _actual(what: str, part: Located, answer: Answer) -> object:
    if what == "verdict":
        return answer.verdict.value
    if what == "near_miss":
        return answer.is_near_miss
    if what == "gaps":
        return [gap.reason_id for gap in answer.gaps]
    if what == "short_by":
        return [gap.short_by.zh for gap in answer.gaps]
    if what == "missing":
        return [f"{one.name}@{one.period}" if one.period else one.name for one in answer.missing]
    if what in _OF_MONEY:
        return _OF_MONEY[what](part, answer)
    return _in_tree(what, part, answer.reason)


def _actual_amount(part: Located, answer: Answer) -> object:
    amount = answer.amount
    if amount is None:
        return None
    return {"kind": amount.kind, "low": amount.low_fen, "high": amount.high_fen}


def _actual_shares(part: Located, answer: Answer) -> object:
    """What each payer that ``part`` names bears at most, in fen."""
    shares = answer.amount.shares if answer.amount else ()
    return {one.payer.zh: one.high_fen for one in shares if one.payer.zh in part.fields}


def _actually_told(part: Located, answer: Answer) -> object:
    """Those words of ``part`` that stand in a step of the amount."""
    steps = answer.amount.steps if answer.amount else ()
    asked = [one.text() for one in part.items]
    return [words for words in asked if any(words in step.zh for step in steps)]


_OF_MONEY = {"amount": _actual_amount, "shares": _actual_shares, "told": _actually_told}


def _in_tree(what: str, part: Located, root: Reason) -> object:
    """The points or verdicts found at the ids that ``part`` names."""
    found = {reason.id: reason for reason in walk_reasons(root) if reason.id in part.fields}
    if what == "grades":
        return {key: [one.zh for one in found[key].grades] for key in part.fields if key in found}
    if what == "reasons":
        return {key: found[key].verdict.value for key in part.fields if key in found}
    return {
        key: [written_point(point) for point in found[key].points or ()]
        for key in part.fields
        if key in found
    }


def walk_reasons(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from walk_reasons(child)
