"""Which answers rest on nothing but what firms say about themselves; what is to be certified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from kechuang.engines.rulebook import FactSheet, Pack, Verdict, evaluate, facts_needed
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.offers.models import Offer
from kechuang.offers.selectors.unclaimed import payable_clauses
from kechuang.packs.selectors import packs_of
from kechuang.parties.fact_values import as_engine_fact
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import own_words, stated_facts
from kechuang.runs.models import Run

Words = tuple[PartyFact, ...]
Statements = Mapping[int, list[PartyFact]]


def words_alone(
    answers: Sequence[Entitlement], *, on: date, known_at: datetime | None = None
) -> dict[int, Words]:
    """Answers of one run, all met with an exact amount, that would come out otherwise had the
    firms said nothing about themselves; with the facts that nobody else states, by answer.

    The clause is asked again of what others say today, or said by ``known_at``.
    """
    said = _statements(answers, known_at)
    if not said:
        return {}
    packs = {pack.digest: pack for pack in packs_of({answer.pack_digest for answer in answers})}
    found: dict[int, Words] = {}
    for answer in answers:
        if rows := said.get(answer.party_id):
            clause = _only(packs[answer.pack_digest], answer.clause_id)
            if words := _decisive(answer, clause, rows, on):
                found[answer.pk] = words
    return found


def words_about(party_id: int, run: Run) -> dict[int, Words]:
    """``words_alone`` for every clause that the firm surely meets and the bureau pays."""
    if not own_words().filter(party=party_id).exists():
        return {}
    met = Entitlement.objects.filter(
        party=party_id, run=run, verdict=VerdictChoice.MET, amount_kind="exact"
    )
    payable = payable_clauses()
    asked = [one for one in met.defer("evidence") if (one.pack_id, one.clause_id) in payable]
    return words_alone(asked, on=run.on)


def unverified_words(offer: Offer) -> Words:
    """What is to be certified before the offer may be paid: it held neither when its list was
    frozen nor holds now by what others say about the firm."""
    answer, frozen_at = offer.entitlement, offer.offer_list.frozen_at
    now = words_alone([answer], on=answer.run.on)
    then = words_alone([answer], on=answer.run.on, known_at=frozen_at)
    return now.get(answer.pk, ()) if then else ()


def _statements(answers: Iterable[Entitlement], known_at: datetime | None) -> Statements:
    """What stands about the firms that say anything about themselves."""
    asked = {answer.party_id for answer in answers}
    speaking = asked & set(own_words().values_list("party", flat=True).distinct())
    parties = Party.objects.filter(pk__in=speaking).order_by("pk")
    return {party.pk: rows for party, rows in stated_facts(parties, known_at=known_at)}


def _only(pack: Pack, clause_id: str) -> Pack:
    return replace(pack, clauses=tuple(one for one in pack.clauses if one.id == clause_id))


def _decisive(answer: Entitlement, clause: Pack, rows: list[PartyFact], on: date) -> Words:
    """What the firm alone says of the facts that the clause asks; nothing where the answer is the
    same without it."""
    needed = {(name, period or "") for name, period in facts_needed([clause], on=on)}
    asked = [row for row in rows if (row.name, row.period) in needed]
    others = [row for row in asked if not row.is_own_word]
    told = {(row.name, row.period) for row in others}
    words = tuple(row for row in asked if (row.name, row.period) not in told)
    return () if not words or _is_same(answer, clause, others, on) else words


def _is_same(answer: Entitlement, clause: Pack, others: list[PartyFact], on: date) -> bool:
    sheet = FactSheet(str(answer.party_id), [as_engine_fact(row) for row in others])
    (found,) = evaluate(clause, sheet, on=on)
    amount = found.amount
    bounds = (amount.low_fen, amount.high_fen) if amount else None
    return found.verdict is Verdict.MET and bounds == (answer.low_fen, answer.high_fen)
