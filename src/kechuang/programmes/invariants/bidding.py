"""Bids: in time, opened as sealed, admitted by rule alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import ClockExtension, Seal, StepTaken
from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.engines.flow import stored
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.checks import asked_checks
from kechuang.programmes.selectors.contents import handed_in
from kechuang.programmes.states import (
    ADMITTED,
    BIDDING_CLOCK,
    CLOSE_BIDDING,
    CheckKind,
    Verdict,
)

ADMIT = "admit"


def clocks_of_their_own() -> Iterator[Finding]:
    own = ClockExtension.objects.filter(
        round__listed_item__isnull=False, clock=BIDDING_CLOCK
    ).select_related("round__listed_item")
    for extension in own:
        yield found(
            extension.round.listed_item,
            "揭榜方案的截止被单独延长",
            "the deadline of its bids was extended apart from the item's",
        )


def late_seals() -> Iterator[Finding]:
    """The step that closed an item counts at the very instant of its deadline."""
    closed = dict(
        StepTaken.objects.filter(event=CLOSE_BIDDING, case__need__isnull=False)
        .values_list("case__need__item", "at")
        .iterator()
    )
    handed_in = Seal.objects.filter(step__event="seal", case__bid__isnull=False)
    for seal in handed_in.select_related("case__bid"):
        ended_at = closed.get(seal.case.bid.item_id)
        if ended_at is not None and seal.received_at > ended_at:
            yield found(seal, "截止之后收到", "it was received after the deadline")


def early_openings() -> Iterator[Finding]:
    opened = Bid.objects.filter(opened_at__isnull=False)
    closed = opened.filter(
        item__need__case__steps__event=CLOSE_BIDDING,
        item__need__case__steps__at__lte=F("opened_at"),
    )
    for bid in opened.exclude(pk__in=closed.values("pk")).select_related("case"):
        yield found(bid, "截止之前启封", "it was opened before the deadline")


def altered_bids() -> Iterator[Finding]:
    for bid in (
        Bid.objects.filter(opened_at__isnull=False)
        .select_related("case__round__version")
        .iterator()
    ):
        seals = Seal.objects.filter(case=bid.case, received_at__lte=bid.opened_at)
        seal = seals.order_by("-received_at", "-pk").first()
        if seal is None or digest(seal.content) != seal.digest:
            yield found(bid, "与封存回执不符", "it is not what its receipt says")
        elif _rewritten(bid, seal):
            yield found(bid, "启封后内容被改动", "it was rewritten after it was opened")


def _rewritten(bid: Bid, seal: Seal) -> bool:
    """Whether what is judged, the values of the case by now, differs from what was sealed."""
    values = {name: stored(value) for name, value in handed_in(bid.case).items()}
    return any(values.get(name) != value for name, value in seal.content["values"].items())


def unchecked_admissions() -> Iterator[Finding]:
    admitted = Bid.objects.filter(case__state__in=ADMITTED)
    for bid in admitted.select_related("case__round__version", "item__need__case__round__version"):
        rows = bid.checks.filter(occasion=ADMIT, verdict=Verdict.MET)
        options = settled_options(bid.item.case.round)
        asked = asked_checks(procedure_of(bid.case.round.version), options)
        lacking = asked - set(rows.values_list("kind", flat=True))
        for kind in sorted(lacking):
            label = CheckKind(kind).label
            yield found(bid, f"未经“{label}”核查即通过", f"it was admitted without {kind}")


BIDDING = (
    Invariant(
        "programmes.bids_close_with_their_item",
        Text("方案的截止只随榜单延长", "The deadline of bids is their item's"),
        clocks_of_their_own,
    ),
    Invariant(
        "programmes.bids_were_received_in_time",
        Text("没有截止之后收到的方案", "No bid was received after the deadline"),
        late_seals,
    ),
    Invariant(
        "programmes.bids_are_opened_after_the_deadline",
        Text("截止之前没有启封", "No bid was opened before the deadline"),
        early_openings,
    ),
    Invariant(
        "programmes.opened_bids_are_as_sealed",
        Text("启封的方案与封存回执一致", "Every opened bid is what its receipt says"),
        altered_bids,
    ),
    Invariant(
        "programmes.admitted_bids_met_every_check",
        Text("通过的方案每项核查都有“符合”的记录", "Every admitted bid met every check"),
        unchecked_admissions,
    ),
)
