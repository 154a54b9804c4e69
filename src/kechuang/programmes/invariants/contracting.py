"""Contracts against the awards they were drafted from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.programmes.models import Award, Contract


def strayed_contracts() -> Iterator[Finding]:
    for award in Award.objects.select_related("item", "bid"):
        lanes = Contract.objects.in_play().filter(lane=award.lane)
        contracts = lanes.filter(item__reference=award.item.number)
        for contract in contracts.select_related("item"):
            held = award.item.awards.aggregate(total=Sum("grant_fen"))["total"]
            awarded = (award.bid.party_id, award.grant_fen, award.reservation_id, held)
            agreed = (contract.party_id, contract.grant_fen, contract.reservation_id)
            if awarded != (*agreed, contract.item.reserved_fen):
                yield found(contract, "任务书与立项不一致", "it is not what was awarded")


CONTRACTING = (
    Invariant(
        "programmes.contracts_are_as_awarded",
        Text(
            "任务书的单位、金额和预留与立项一致",
            "Contracts have the party, grant and reservation of their award",
        ),
        strayed_contracts,
    ),
)
