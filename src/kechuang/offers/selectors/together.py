"""What the rules between clauses leave of what a firm could get, with the article of each cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from kechuang.engines.rulebook import (
    Claim,
    Paid,
    Together,
    load_together,
    settle_claims,
)
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.ledger.models import Grant
from kechuang.offers.models import Offer
from kechuang.packs.selectors import current_packs
from kechuang.runs.models import Run

SURE = ("exact", "range")
CASES = ".test.yaml"
ONE_DAY = timedelta(days=1)
Claims = Mapping[int, tuple[Claim, ...]]
Histories = Mapping[int, list[Paid]]


def documents_about(clause: str) -> list[Together]:
    """Every document of rules between clauses that names ``clause`` (``pack/clause``)."""
    packs = current_packs()
    read = (
        load_together(file.read_text("utf-8"), name=file.name, packs=packs)
        for file in sorted(Path(settings.PACKS_FOLDER).glob("**/together/*.yaml"))
        if not file.name.endswith(CASES)
    )
    return [document for document in read if clause in _clauses(document)]


def claims_of_run(run: Run, documents: Iterable[Together], clause: str) -> Claims:
    """Each firm's claims under ``clause`` and every clause that shares a rule with it."""
    named = {clause}.union(*(_clauses(document) for document in documents))
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    answers = Entitlement.objects.filter(_any_of(named), run=run).exclude(amount_kind="")
    for answer in answers.defer("evidence", "missing", "gaps"):
        found[answer.party_id].append(_claim(answer))
    return {party: tuple(claims) for party, claims in found.items()}


def histories(parties: Collection[int], on: date) -> Histories:
    """What firms were promised under clauses before, and what they are offered now."""
    told: defaultdict[int, list[Paid]] = defaultdict(list)
    grants = Grant.objects.filter(party__in=parties, cancelled_at__isnull=True)
    for grant in grants.exclude(rule_pack=""):
        clause = f"{grant.rule_pack}/{grant.rule_clause}"
        told[grant.party_id].append(Paid(clause, grant.granted_on, grant.total_fen))
    live = Offer.objects.filter(party__in=parties, freed_at__isnull=True, grant__isnull=True)
    for offer in live.select_related("offer_list"):
        day = _before(offer.offer_list.frozen_at.date(), on)
        clause = f"{offer.pack_id}/{offer.clause_id}"
        told[offer.party_id].append(Paid(clause, day, offer.amount_fen))
    return told


def settled(
    documents: Iterable[Together],
    clause: str,
    claims: tuple[Claim, ...],
    history: list[Paid],
    on: date,
) -> Claim:
    """What is left of the claim under ``clause`` once every document was applied."""
    for document in documents:
        claims = settle_claims(document, claims, history=history, on=on)
    return next(claim for claim in claims if claim.clause == clause)


def _clauses(document: Together) -> set[str]:
    return {clause for rule in document.rules for clause in rule.clauses}


def _any_of(named: Iterable[str]) -> Q:
    wanted = Q(pk__in=())
    for clause in named:
        pack_id, _, clause_id = clause.partition("/")
        wanted |= Q(pack_id=pack_id, clause_id=clause_id)
    return wanted


def _claim(answer: Entitlement) -> Claim:
    is_sure = answer.verdict == VerdictChoice.MET and answer.amount_kind in SURE
    low = (answer.low_fen or 0) if is_sure else 0
    return Claim(f"{answer.pack_id}/{answer.clause_id}", low, answer.high_fen)


def _before(day: date, on: date) -> date:
    """Offered today counts as had: rules that ask what was paid before ask for days before."""
    yesterday = on - ONE_DAY
    return day if day < on or yesterday.year != on.year else yesterday
