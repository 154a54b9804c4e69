"""Whether the technical chief of a bid leads another item already, or its unit has another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kechuang.cases.models import Seal
from kechuang.engines.flow import Reference
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.selectors.contents import NOBODY, BidContent, bid_content, handed_in
from kechuang.programmes.states import ADMITTED, RUNNING, UNCHECKED, CheckKind, Verdict

KIND, SEAL = CheckKind.ONE_LEADER, "seal"
SOURCE = "本平台在研榜单与已启封方案"
ALIVE = UNCHECKED | ADMITTED - {"not_chosen"}
Others = Sequence[tuple[Bid, BidContent]]


def one_leader(bid: Bid, content: BidContent, *, per_unit: bool = False) -> Finding:
    """Whether the chief leads an approved item that runs, or a bid for another item that was
    sealed earlier and opened; with ``per_unit`` also whether the leading unit does so under
    somebody else. Sealed bids are nobody's to read, so they do not count.

    The same name without a code may be another person: unknown.
    """
    leader = content.leader
    if leader == NOBODY:
        why = Text("没有写明技术总师", "no technical chief is named")
        return Finding(KIND, Verdict.UNKNOWN, (why,))
    others = [(other, bid_content(handed_in(other.case))) for other in _standing_bids(bid)]
    parts = [*_of_the_chief(leader, others), *(_of_the_unit(content, others) if per_unit else ())]
    clear = Text(f"{leader.name}没有牵头其他榜单", f"{leader.name} leads no other item")
    fact = {"leader": dict(leader._asdict())}
    return together(KIND, [Finding(KIND, Verdict.MET, (clear,), (fact,), (SOURCE,)), *parts])


def _of_the_chief(leader: Reference, others: Others) -> Iterator[Finding]:
    for other, theirs in others:
        verdict = _same_person(leader, theirs.leader)
        if verdict is Verdict.MET:
            continue
        doubt = Text("", "") if verdict is Verdict.NOT_MET else _DOUBT
        name, item = theirs.leader.name, other.item.number
        why = Text(f"{name}已牵头{item}{doubt.zh}", f"{name} leads {item} already{doubt.en}")
        yield _found(verdict, why, other, theirs)


def _of_the_unit(content: BidContent, others: Others) -> Iterator[Finding]:
    """One leader per unit (source: packs that say so)."""
    for other, theirs in others:
        is_another = _same_person(content.leader, theirs.leader) is Verdict.MET
        if _same_unit(theirs.lead, content.lead) and is_another:
            unit, name, item = content.lead.name, theirs.leader.name, other.item.number
            why = Text(
                f"{unit}已由{name}牵头{item}，一个单位只有一名负责人",
                f"{unit} leads {item} under {name} already: one leader per unit",
            )
            yield _found(Verdict.NOT_MET, why, other, theirs)


def _found(verdict: Verdict, why: Text, other: Bid, theirs: BidContent) -> Finding:
    fact = {"item": other.item.number, "leader": dict(theirs.leader._asdict())}
    return Finding(KIND, verdict, (why,), (fact,), (SOURCE,))


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
    """When the bid was sealed last, supplements apart; one that never was comes after all."""
    seal = Seal.objects.filter(case=bid.case, step__event=SEAL).order_by("-received_at").first()
    return (seal.received_at.timestamp() if seal else float("inf"), bid.pk)


def _same_unit(one: Reference, other: Reference) -> bool:
    return one.code == other.code if one.code and other.code else one.name == other.name


def _same_person(one: Reference, other: Reference) -> Verdict:
    if one.code and other.code:
        return Verdict.NOT_MET if one.code == other.code else Verdict.MET
    return Verdict.UNKNOWN if one.name == other.name else Verdict.MET


_DOUBT = Text("（同名，尚不能确认是否同一人）", " (same name; whether the same person is unknown)")
