"""The dry run: who would be offered how much, who is left out and why, before anything is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from kechuang.engines.rulebook import Claim
from kechuang.engines.tally import Ration, Request, first_come, pro_rata
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.ledger.models import Account, BudgetLine
from kechuang.ledger.states import Distribution
from kechuang.offers.models import OfferList
from kechuang.offers.selectors.claimed import claimed_parties
from kechuang.offers.selectors.contents import Head, Row, digest_of
from kechuang.offers.selectors.together import (
    claims_of_run,
    documents_about,
    histories,
    settled,
)
from kechuang.offers.selectors.verified import words_alone
from kechuang.offers.states import Apart, ListState
from kechuang.parties.models import PartyFact
from kechuang.runs.models import Run

LIGHT = ("evidence", "missing", "gaps")


@dataclass(frozen=True)
class Asked:
    """What a list is to be made of: a clause's answers in ``run``, for ``year``, from ``line``."""

    run: Run
    pack_id: str
    clause_id: str
    year: int
    line: BudgetLine
    when_short: str

    @property
    def clause(self) -> str:
        return f"{self.pack_id}/{self.clause_id}"


@dataclass(frozen=True)
class Cut:
    """A firm whose amount is smaller than its answer, or nothing, and why."""

    party_id: int
    asked_fen: int
    left_fen: int
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Unverified:
    """A firm of which nobody but itself says what the clause asks, with what it says."""

    party_id: int
    entitlement_id: int
    words: tuple[PartyFact, ...]


@dataclass(frozen=True)
class Plan:
    """A dry run. ``digest`` names exactly this outcome; freezing asks for it."""

    asked: Asked
    head: Head
    rows: tuple[Row, ...]
    cuts: tuple[Cut, ...]
    unverified: tuple[Unverified, ...]
    apart: dict[str, int]
    digest: str

    @property
    def total_fen(self) -> int:
        return sum(row.amount_fen for row in self.rows)

    @property
    def asked_fen(self) -> int:
        return sum(row.asked_fen for row in self.rows)

    @property
    def short_fen(self) -> int:
        """What the budget did not reach for, of those who get something."""
        return sum(row.settled_fen - row.amount_fen for row in self.rows)


def plan_of(asked: Asked, *, on: date) -> Plan:
    """Compute the list as of ``on``; only firms that surely meet the clause with an exact amount.

    Order of application: who has it already, whose decisive facts are its own word alone, rules
    between clauses, then the budget.
    """
    answers = _answers(asked)
    apart = _counted_apart(answers)
    sure = list(_sure(answers).select_related("party"))
    claimed = claimed_parties(asked.pack_id, asked.clause_id, asked.year)
    fresh = [answer for answer in sure if answer.party_id not in claimed]
    apart[Apart.ALREADY] = len(sure) - len(fresh)
    checked, unverified = _parted(asked, fresh)
    apart[Apart.UNVERIFIED] = len(unverified)
    after, cuts = _settled(asked, checked, apart, on)
    left_fen = left_of(asked.line)
    rows = _rationed(asked, after, left_fen, apart)
    head = Head(
        run_id=asked.run.pk,
        pack_id=asked.pack_id,
        pack_digest=fresh[0].pack_digest if fresh else "",
        clause_id=asked.clause_id,
        year=asked.year,
        line_id=asked.line.pk,
        when_short=asked.when_short,
        left_fen=left_fen,
    )
    counted = {reason.value: number for reason, number in apart.items() if number}
    return Plan(asked, head, rows, cuts, unverified, counted, digest_of(head, rows, counted))


def left_of(line: BudgetLine) -> int:
    """What the line still has, less lists that are frozen and whose money is not held yet."""
    waiting = OfferList.objects.filter(line=line, state=ListState.FROZEN)
    promised: int = waiting.aggregate(fen=Sum("total_fen", default=0))["fen"]
    account = Account.objects.get(pk=line.account_id)
    return max(account.free_fen - promised, 0)


def _answers(asked: Asked) -> QuerySet[Entitlement]:
    return Entitlement.objects.filter(
        run=asked.run, pack_id=asked.pack_id, clause_id=asked.clause_id
    ).defer(*LIGHT)


def _sure(answers: QuerySet[Entitlement]) -> QuerySet[Entitlement]:
    return answers.filter(verdict=VerdictChoice.MET, amount_kind="exact", low_fen__gt=0)


def _counted_apart(answers: QuerySet[Entitlement]) -> Counter[Apart]:
    """Firms that get no offer by themselves, by reason."""
    told: Counter[Apart] = Counter()
    near = answers.filter(is_near_miss=True, verdict=VerdictChoice.NOT_MET).count()
    told[Apart.NEAR_MISS] = near
    told[Apart.NOT_MET] = answers.filter(verdict=VerdictChoice.NOT_MET).count() - near
    for reason in (Apart.POSSIBLE, Apart.UNKNOWN):
        told[reason] = answers.filter(verdict=reason.value).count()
    met = answers.filter(verdict=VerdictChoice.MET).count()
    told[Apart.INEXACT] = met - _sure(answers).count()
    return told


def _parted(
    asked: Asked, answers: list[Entitlement]
) -> tuple[list[Entitlement], tuple[Unverified, ...]]:
    """Answers that hold by what others say about the firms, and those that do not."""
    words = words_alone(answers, on=asked.run.on)
    checked = [answer for answer in answers if answer.pk not in words]
    apart = (answer for answer in answers if answer.pk in words)
    return checked, tuple(Unverified(one.party_id, one.pk, words[one.pk]) for one in apart)


def _settled(
    asked: Asked, answers: list[Entitlement], apart: Counter[Apart], on: date
) -> tuple[list[tuple[Entitlement, Claim]], tuple[Cut, ...]]:
    """Answers with what the rules between clauses leave of them, and every cut by its article."""
    documents = documents_about(asked.clause)
    claims = claims_of_run(asked.run, documents, asked.clause)
    had = histories([answer.party_id for answer in answers], on)
    kept, cuts = [], []
    for answer in answers:
        mine, before = claims[answer.party_id], had.get(answer.party_id, [])
        claim = settled(documents, asked.clause, mine, before, on)
        if claim.steps:
            cuts.append(_cut(answer, claim))
        if claim.low_fen != claim.high_fen:
            apart[Apart.UNDECIDED] += 1
        elif not claim.low_fen:
            apart[Apart.CUT] += 1
        else:
            kept.append((answer, claim))
    return kept, tuple(cuts)


def _cut(answer: Entitlement, claim: Claim) -> Cut:
    steps = tuple((step.zh, step.en) for step in claim.steps)
    return Cut(answer.party_id, answer.low_fen or 0, claim.low_fen, steps)


def _rationed(
    asked: Asked,
    settled_claims: list[tuple[Entitlement, Claim]],
    left_fen: int,
    apart: Counter[Apart],
) -> tuple[Row, ...]:
    """What the budget gives each; nobody applied, so the order is drawn from the frozen inputs."""
    ordered = sorted(settled_claims, key=lambda pair: _drawn(asked.run, pair[0]))
    requests = [Request(str(answer.party_id), claim.low_fen) for answer, claim in ordered]
    rations = _shared(asked.when_short, left_fen, requests)
    rows = []
    for (answer, claim), ration in zip(ordered, rations, strict=True):
        if ration.granted_fen:
            rows.append(_row(answer, claim, ration))
        else:
            apart[Apart.SHORT] += 1
    return tuple(rows)


def _shared(when_short: str, left_fen: int, requests: list[Request]) -> tuple[Ration, ...]:
    if when_short == Distribution.PRO_RATA and requests:
        return pro_rata(left_fen, requests) if left_fen else first_come(0, requests)
    return first_come(left_fen, requests)


def _row(answer: Entitlement, claim: Claim, ration: Ration) -> Row:
    return Row(
        entitlement_id=answer.pk,
        party_id=answer.party_id,
        asked_fen=answer.low_fen or 0,
        settled_fen=claim.low_fen,
        amount_fen=ration.granted_fen,
        steps=[[step.zh, step.en] for step in claim.steps],
    )


def _drawn(run: Run, answer: Entitlement) -> str:
    """A place in the order that anybody can draw again, and nobody could foresee."""
    return hashlib.sha256(f"{run.inputs_digest}{answer.party.credit_code}".encode()).hexdigest()
