"""Contracts against the awards they were drafted from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.states import Condition
from kechuang.programmes.models import Award, Contract
from kechuang.programmes.selectors.promises import falls_short, front_bp, promises_of


def strayed_contracts() -> Iterator[Finding]:
    for award, contract in _drafted():
        held = award.item.awards.aggregate(total=Sum("grant_fen"))["total"]
        awarded = (award.bid.party_id, award.grant_fen, award.reservation_id, held)
        agreed = (contract.party_id, contract.grant_fen, contract.reservation_id)
        if awarded != (*agreed, contract.item.reserved_fen):
            yield found(contract, "任务书与立项不一致", "it is not what was awarded")


def softened_contracts() -> Iterator[Finding]:
    """Targets as they were agreed: what changed since is on record (``silent_targets``)."""
    for award, contract in _drafted():
        agreed = {one.name: one for one in contract.targets.all()}
        for promise in promises_of(award):
            one = agreed.get(promise.name)
            if one is None or falls_short(
                promise, one.agreed, one.unit, is_more_better=one.is_more_better
            ):
                yield found(contract, "任务书指标低于封存的承诺", "it asks less than was promised")


def hasty_contracts() -> Iterator[Finding]:
    for award, contract in _drafted():
        signing = contract.milestones.filter(condition=Condition.CONTRACT)
        before = signing.aggregate(total=Sum("share_bp"))["total"] or 0
        if before > front_bp(award):
            yield found(contract, "签订时拨付超过前补助", "it pays more in front than was awarded")


def _drafted() -> Iterator[tuple[Award, Contract]]:
    for award in Award.objects.select_related("item__need__case", "bid__case"):
        lanes = Contract.objects.in_play().filter(lane=award.lane)
        for contract in lanes.filter(item__reference=award.item.number).select_related("item"):
            yield award, contract


CONTRACTING = (
    Invariant(
        "programmes.contracts_keep_the_promises",
        Text(
            "任务书的指标不低于封存方案的承诺值",
            "Contracts ask no less than the sealed bid promised",
        ),
        softened_contracts,
    ),
    Invariant(
        "programmes.contracts_pay_in_front_as_awarded",
        Text(
            "签订时拨付的比例不超过立项的前补助",
            "Contracts pay no more at the signing than was awarded before",
        ),
        hasty_contracts,
    ),
    Invariant(
        "programmes.contracts_are_as_awarded",
        Text(
            "任务书的单位、金额和预留与立项一致",
            "Contracts have the party, grant and reservation of their award",
        ),
        strayed_contracts,
    ),
)
