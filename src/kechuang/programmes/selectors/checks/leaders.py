"""Whether the technical chief of a bid leads another item already."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.cases.models import Seal
from kechuang.engines.flow import Reference
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.selectors.contents import NOBODY, bid_content, handed_in
from kechuang.programmes.states import ADMITTED, RUNNING, UNCHECKED, CheckKind, Verdict

KIND = CheckKind.ONE_LEADER
SOURCE = "本平台在研榜单与已启封方案"
ALIVE = UNCHECKED | ADMITTED - {"not_chosen"}


def one_leader(bid: Bid, leader: Reference) -> Finding:
    """Whether ``leader`` leads an approved item that runs, or a bid for another item that was
    sealed earlier and opened. Sealed bids are nobody's to read, so they do not count.

    The same name without a code may be another person: unknown.
    """
    if leader == NOBODY:
        why = Text("没有写明技术总师", "no technical chief is named")
        return Finding(KIND, Verdict.UNKNOWN, (why,))
    parts = list(_elsewhere(bid, leader))
    clear = Text(f"{leader.name}没有牵头其他榜单", f"{leader.name} leads no other item")
    fact = {"leader": dict(leader._asdict())}
    return together(KIND, [Finding(KIND, Verdict.MET, (clear,), (fact,), (SOURCE,)), *parts])


def _elsewhere(bid: Bid, leader: Reference) -> Iterator[Finding]:
    for other in _standing_bids(bid):
        theirs = bid_content(handed_in(other.case)).leader
        verdict = _same_person(leader, theirs)
        if verdict is Verdict.MET:
            continue
        doubt = Text("", "") if verdict is Verdict.NOT_MET else _DOUBT
        why = Text(
            f"{theirs.name}已牵头{other.item.number}{doubt.zh}",
            f"{theirs.name} leads {other.item.number} already{doubt.en}",
        )
        fact = {"item": other.item.number, "leader": dict(theirs._asdict())}
        yield Finding(KIND, verdict, (why,), (fact,), (SOURCE,))


def _standing_bids(bid: Bid) -> Iterator[Bid]:
    """Opened bids for other items: awarded ones that run, and earlier ones not yet decided."""
    mine = _sealed_at(bid)
    others = Bid.objects.filter(opened_at__isnull=False).exclude(item=bid.item)
    for other in others.select_related("item__need__case", "case__round__version").order_by("pk"):
        runs = hasattr(other, "award") and other.item.case.state in RUNNING
        if runs or (other.case.state in ALIVE and _is_open(other) and _sealed_at(other) < mine):
            yield other


def _is_open(bid: Bid) -> bool:
    return not bid.item.case.is_closed and not bid.item.awards.exists()


def _sealed_at(bid: Bid) -> tuple[float, int]:
    """When the bid was sealed last; one that never was comes after all others."""
    seal = Seal.objects.filter(case=bid.case).order_by("-received_at").first()
    return (seal.received_at.timestamp() if seal else float("inf"), bid.pk)


def _same_person(one: Reference, other: Reference) -> Verdict:
    if one.code and other.code:
        return Verdict.NOT_MET if one.code == other.code else Verdict.MET
    return Verdict.UNKNOWN if one.name == other.name else Verdict.MET


_DOUBT = Text("（同名，尚不能确认是否同一人）", " (same name; whether the same person is unknown)")
