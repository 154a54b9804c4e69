"""Cases beside a document of rules between clauses: claims and payments → what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kechuang.engines.packfile import Located, read_yaml
from kechuang.engines.rulebook.reading.words import read_amount
from kechuang.engines.rulebook.together.claims import Claim, Paid
from kechuang.engines.rulebook.together.limits import History
from kechuang.engines.rulebook.together.settling import Together, settle_claims
from kechuang.engines.wording import Text

UNKNOWN = "unknown"
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class TogetherCase:
    name: str
    on: date
    claims: tuple[Claim, ...]
    history: History
    expected: tuple[tuple[str, Span, int], ...]


class Mismatch(NamedTuple):
    """A clause that is left with something else than the case expects."""

    case: TogetherCase
    line: int
    clause: str
    expected: Span
    actual: Span
    steps: tuple[Text, ...]


def read_together_cases(text: str, *, name: str) -> tuple[TogetherCase, ...]:
    """``{together, on, cases: [{name, claims, paid, expect}]}``; amounts are sums or [low, high].

    ``paid`` is a list of ``{clause, on, amount}``, empty when left out, or ``unknown``.
    """
    root = read_yaml(text, name=name)
    root.only(frozenset({"together", "on", "cases"}))
    root.need("together").text()
    return tuple(_read_case(part, root) for part in root.need("cases").some)


def _read_case(part: Located, root: Located) -> TogetherCase:
    part.only(frozenset({"name", "on", "claims", "paid", "expect"}))
    claims = part.need("claims").fields
    return TogetherCase(
        name=part.need("name").text(),
        on=(part.get("on") or root.need("on")).date(),
        claims=tuple(Claim(clause, *_read_span(span)) for clause, span in claims.items()),
        history=_read_history(part.get("paid")),
        expected=tuple(
            (clause, _read_span(span), span.line)
            for clause, span in part.need("expect").fields.items()
        ),
    )


def _read_span(part: Located) -> Span:
    if not isinstance(part.value, list):
        fen = read_amount(part)
        return fen, fen
    if len(part.value) != 2:
        part.refuse(
            Text("这里应是金额或 [低, 高]", "an amount or [low, high] is expected here"),
            Text("不知上限时写 [0元, null]", "write [0元, null] where nothing bounds it"),
        )
    low, high = part.items
    return read_amount(low), None if high.value is None else read_amount(high)


def _read_history(part: Located | None) -> History:
    if part is None:
        return ()
    if part.value == UNKNOWN:
        return None
    return tuple(_read_paid(item) for item in part.items)


def _read_paid(item: Located) -> Paid:
    item.only(frozenset({"clause", "on", "amount"}))
    return Paid(
        item.need("clause").text(), item.need("on").date(), read_amount(item.need("amount"))
    )


def mismatches_of(case: TogetherCase, together: Together) -> Iterator[Mismatch]:
    """What ``together`` leaves otherwise than ``case`` expects; a clause left out has no claim."""
    left = settle_claims(together, case.claims, history=case.history, on=case.on)
    named = {claim.clause: claim for claim in left}
    for clause, expected, line in case.expected:
        claim = named.get(clause, Claim(clause, 0, 0))
        actual = (claim.low_fen, claim.high_fen)
        if actual != expected:
            yield Mismatch(case, line, clause, expected, actual, claim.steps)
