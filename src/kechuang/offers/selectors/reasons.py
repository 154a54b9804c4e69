"""Why a firm is offered what it is offered: the article met, the facts used, what was cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.fact_words import with_facts_in_words
from kechuang.entitlements.models import Entitlement
from kechuang.offers.models import Offer

LONGEST = 3_000


def answer_of(entitlement: Entitlement) -> dict[str, Any]:
    """The engine's whole answer with facts and codes in the reader's words."""
    return with_codes_named(with_facts_in_words(unpack_evidence(entitlement.evidence)))


def told_reasons(offer: Offer) -> str:
    """The notice's reasons, one point each; the letter numbers them."""
    points = [offer.offer_list.article, *_conditions(answer_of(offer.entitlement)["reason"])]
    points += [zh for zh, _ in offer.steps]
    if offer.amount_fen < offer.settled_fen:
        full = written_exact_money(offer.settled_fen, "zh")
        points.append(f"按规则应享 {full}，预算不足，按清单办法核减")
    return "\n".join(_plain(point) for point in points)[:LONGEST]


def facts_used(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Every fact of the answer once, in the order in which it was asked."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for fact in _facts(answer["reason"]):
        found.setdefault((fact["name"], fact.get("period") or ""), fact)
    return list(found.values())


def _conditions(reason: dict[str, Any]) -> Iterator[str]:
    if not reason["children"]:
        used = "，".join(_fact(fact) for fact in reason["facts"])
        label = Text(**reason["label"]).zh
        yield f"{reason['article']} {label}" + (f"（{used}）" if used else "")
    for child in reason["children"]:
        yield from _conditions(child)


def _fact(fact: dict[str, Any]) -> str:
    parts = (fact["label"], fact.get("period") or "", fact["shown"])
    source = f"来源：{fact['source']}" if fact.get("source") else ""
    return " ".join(part for part in (*parts, source) if part)


def _facts(reason: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from reason["facts"]
    for child in reason["children"]:
        yield from _facts(child)


def _plain(point: str) -> str:
    """Points are parted by semicolons and ends of line; a point holds neither."""
    return point.replace("；", "，").replace(";", ",").replace("\n", " ").strip()
