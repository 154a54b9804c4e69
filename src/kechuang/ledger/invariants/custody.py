"""Each level of custody against the one above and below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from django.db.models import F, OuterRef, Q, Subquery, Sum

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.grounds import kept_ground
from kechuang.ledger.models import ClawBack, FundShare, Grant, Tranche, TrancheShare
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.states import FundSource
from kechuang.parties.selectors import legal_unit


def uneven_shares() -> Iterator[Finding]:
    """Separate sums: two joins at once would count each row many times."""
    for part, name in (("shares", "资金"), ("tranches", "节点")):
        sums = Grant.objects.annotate(total=Sum(f"{part}__amount_fen"))
        for number in sums.exclude(total=F("total_fen")).values_list("number", flat=True):
            yield found(number, f"{name}合计与总额不符", f"its {part} do not sum to its total")


def uneven_parts() -> Iterator[Finding]:
    for model, way in ((Tranche, "tranche"), (FundShare, "share")):
        parts = TrancheShare.objects.filter(**{way: OuterRef("pk")}).order_by().values(way)
        total = Subquery(parts.annotate(total=Sum("amount_fen")).values("total"))
        uneven = model._default_manager.annotate(total=total).exclude(total=F("amount_fen"))
        for pk in uneven.values_list("pk", flat=True):
            yield found(f"{way} {pk}", "各部分合计不符", "its parts do not sum to it")


def mismatched_funds() -> Iterator[Finding]:
    public = FundShare.objects.exclude(source=FundSource.ENTERPRISE)
    fits = Q(
        line__appropriation__source=F("source"),
        line__scheme__book=F("grant__scheme__book"),
        obligation__book=F("grant__scheme__book"),
    )
    for share in public.exclude(fits).select_related("grant"):
        yield found(share, "资金来源或账套与预算项目不符", "its fund or book is not its line's")


def twice_granted() -> Iterator[Finding]:
    """Of one legal unit, as its records stand now, whatever spelling the ground was kept in."""
    same: dict[object, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.filter(cancelled_at__isnull=True).order_by("pk"):
        same[kept_ground(grant.ground_key)].append(grant)
    pairs = (pair for grants in same.values() for pair in combinations(grants, 2))
    for one, other in pairs:
        if _overlap(one, other) and other.party_id in legal_unit(one.party):
            zh, en = f"与 {other.number} 同一事由、重叠期间", "same ground and period as"
            yield found(one.number, zh, f"{en} {other.number}")


def _overlap(one: Grant, other: Grant) -> bool:
    return one.period_from <= other.period_to and other.period_from <= one.period_to


def cancelled_but_obliged() -> Iterator[Finding]:
    shares = FundShare.objects.filter(grant__cancelled_at__isnull=False, obligation__isnull=False)
    left = shares.exclude(obligation__credits_posted_fen=F("obligation__debits_posted_fen"))
    for share in left.select_related("grant"):
        yield found(share, "已取消仍占用预算", "cancelled, and still obliges its budget")


def double_ended_tranches() -> Iterator[Finding]:
    both = Tranche.objects.filter(accepted_on__isnull=False, released_on__isnull=False)
    for tranche in both.select_related("grant"):
        yield found(tranche, "既已验收又已核减", "both accepted and released")


def unproved_acceptances() -> Iterator[Finding]:
    bare = Tranche.objects.filter(accepted_on__isnull=False, acceptance="")
    for tranche in bare.select_related("grant"):
        yield found(tranche, "验收没有文号", "accepted without a document")


def uneven_claims() -> Iterator[Finding]:
    uneven = ClawBack.objects.exclude(amount_fen=F("recoverable__credits_posted_fen"))
    for claim in uneven.filter(recoverable__credits_posted_fen__gt=0):
        yield found(claim.pk, "追回金额与账不符", "its amount is not what was posted")


def unreconciled() -> Iterator[Finding]:
    for comparison in reconciled():
        if not comparison.agrees:
            fen = comparison.difference
            where = comparison.label.en
            yield found(where, f"差额 {fen} 分", f"differs by {fen} fen")


CUSTODY = (
    Invariant(
        "ledger.shares_and_tranches_sum_to_the_grant",
        Text("各级资金与各节点合计等于总额", "Shares and tranches sum to the grant"),
        uneven_shares,
    ),
    Invariant(
        "ledger.parts_sum_both_ways",
        Text("节点与资金的交叉拆分两向相符", "Parts sum to their tranche and to their fund"),
        uneven_parts,
    ),
    Invariant(
        "ledger.funds_are_those_of_their_lines",
        Text("资金来源与预算项目一致", "A fund is that of its budget line"),
        mismatched_funds,
    ),
    Invariant(
        "ledger.grounds_are_granted_once",
        Text("同一主体同一事由同一期间只资助一次", "A party is granted a ground and period once"),
        twice_granted,
    ),
    Invariant(
        "ledger.cancelled_grants_oblige_nothing",
        Text("取消的立项不占用预算", "A cancelled grant obliges nothing"),
        cancelled_but_obliged,
    ),
    Invariant(
        "ledger.tranches_end_once",
        Text("节点或验收或核减", "A tranche is accepted or released, not both"),
        double_ended_tranches,
    ),
    Invariant(
        "ledger.acceptances_name_their_document",
        Text("验收有文号", "An acceptance names its document"),
        unproved_acceptances,
    ),
    Invariant(
        "ledger.claw_backs_are_as_decided",
        Text("追回金额与决定一致", "A claw-back is posted as decided"),
        uneven_claims,
    ),
    Invariant(
        "ledger.books_reconcile",
        Text("账实、账证、账账、账表相符", "Books agree with treasury, vouchers and reports"),
        unreconciled,
    ),
)
