"""What a person did in programmes, for whoever asks what is held about them."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.programmes.models import (
    Choice,
    DuplicateRuling,
    ListingScore,
    PassedOver,
    SuppliedFinding,
)


def acts_of(account_id: int) -> Iterator[str]:
    """Sheets, rulings, supplied facts, choices and bids passed over, each in a line."""
    for sheet in ListingScore.objects.filter(scored_by_id=account_id).select_related("need__case"):
        yield f"{sheet.need.case.number} · {sheet.points} · {sheet.remark}"
    rulings = DuplicateRuling.objects.filter(ruled_by_id=account_id)
    for ruling in rulings.select_related("search__need__case"):
        yield f"{ruling.search.need.case.number} · {ruling.reason}"
    supplied = SuppliedFinding.objects.filter(supplied_by_id=account_id)
    for fact in supplied.select_related("bid__case"):
        yield f"{fact.bid.case.number} · {fact.statement}"
    for choice in Choice.objects.filter(chosen_by_id=account_id).select_related("item"):
        yield f"{choice.item.number}"
    passed = PassedOver.objects.filter(passed_by_id=account_id)
    for row in passed.select_related("bid__case"):
        yield f"{row.bid.case.number} · {row.reason}"
