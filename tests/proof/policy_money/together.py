"""Cases of policies together: rules written as a document, settled for one firm."""

from __future__ import annotations

from functools import cache
from random import Random

from kechuang.engines.rulebook import (
    Claim,
    Paid,
    Together,
    load_pack,
    load_together,
    settle_claims,
)
from tests.proof.policy_money.bundles import CLAIMS, Bundle, Rule, draw_bundle, draw_rules
from tests.proof.policy_money.kinds import Inputs, Kind
from tests.proof.policy_money.packs import catalogue
from tests.proof.policy_money.second.together import left_over

CLAUSE = """
  - id: c{number}
    kind: subsidy
    title: {{zh: 条款, en: Clause}}
    article: 第一条
    conditions:
      - {{id: here, article: 第一条, label: {{zh: 境内, en: Here}}, test: mainland_resident}}
"""
PACK = """
id: proof
title: {zh: 证明, en: Proof}
issuer: 某局
doc_no: 证明〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: hard
clauses:
"""
DOCUMENT = """
id: together
title: {zh: 叠加规则, en: Together}
issuer: 某局
doc_no: 某〔2026〕1号
valid_from: 2026-01-01
evidence: 示例
rules:
"""


def kind(random: Random, *, documents: int) -> Kind:
    """Cases over so many random documents, each read once."""
    pool = [draw_rules(random) for _ in range(documents)]

    def draw(random: Random) -> Inputs:
        return (draw_bundle(random, random.choice(pool)),)

    return Kind("together", draw, ours, left_over, is_foretold)


def ours(bundle: Bundle) -> tuple[int, ...]:
    claims = tuple(Claim(_name(number), fen, fen) for number, fen in enumerate(bundle.claims))
    left = _settled(bundle, claims, is_history_open=False)
    assert all(claim.low_fen == claim.high_fen for claim in left)
    return tuple(claim.low_fen for claim in left)


def is_foretold(inputs: Inputs, answer: tuple[int, ...]) -> bool:
    """While claims or earlier payments were open, what it came to lay inside what was told."""
    (bundle,) = inputs
    claims = tuple(Claim(_name(number), *span) for number, span in enumerate(bundle.spans))
    told = _settled(bundle, claims, is_history_open=bundle.is_history_open)
    return all(
        claim.low_fen <= fen and (claim.high_fen is None or fen <= claim.high_fen)
        for claim, fen in zip(told, answer, strict=True)
    )


def _settled(
    bundle: Bundle, claims: tuple[Claim, ...], *, is_history_open: bool
) -> tuple[Claim, ...]:
    paid = [Paid(_name(one.claim), one.on, one.fen) for one in bundle.history]
    history = None if is_history_open else paid
    return settle_claims(document_of(bundle.rules), claims, history=history, on=bundle.on)


def _name(number: int) -> str:
    return f"proof/c{number}"


@cache
def document_of(rules: tuple[Rule, ...]) -> Together:
    clauses = "".join(CLAUSE.format(number=number) for number in range(CLAIMS))
    pack = load_pack(PACK + clauses, name="proof.yaml", catalogue=catalogue())
    written = "".join(_written(number, rule) for number, rule in enumerate(rules))
    return load_together(DOCUMENT + written, name="together.yaml", packs=[pack])


def _written(number: int, rule: Rule) -> str:
    head = f"id: r{number}, article: 第一条, label: {{zh: 一, en: One}}, rule: {rule.kind}"
    named = f"of: [{', '.join(map(_name, rule.of))}]"
    cap = f", cap: {rule.cap_fen // 100}.{rule.cap_fen % 100:02d}元" if "cap" in rule.kind else ""
    years = f", years: {rule.years}" if rule.kind == "total_cap" and rule.years else ""
    return f"  - {{{head}, {named}{cap}{years}}}\n"
