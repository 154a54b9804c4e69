"""What a person did in programmes, for whoever asks what is held about them."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.programmes.models import (
    Choice,
    DuplicateRuling,
    ListingScore,
    PassedOver,
    StageInvitation,
    SuppliedFinding,
)


def acts_of(account_id: int) -> Iterator[str]:
    """Sheets, rulings, supplied facts, choices, bids passed over, and stages judged as an expert,
    each in a line."""
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
    invited = StageInvitation.objects.filter(expert__account=account_id)
    for invitation in invited.prefetch_related("sheets"):
        yield f"{invitation.key} · {invitation.get_state_display()} · {invitation.reason}"
        for handed_in in invitation.sheets.all():
            yield f"{invitation.key} · {handed_in.score} · {handed_in.opinion}"
