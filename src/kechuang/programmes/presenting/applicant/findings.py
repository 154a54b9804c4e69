"""What the rules found about one's own bid, in words that tell nobody else's name.

Officers read the whole finding; a bidder is not told who hides behind an item, nor of which other
item a person of the same name is the leader: that would name somebody in a phase in which the
procedure names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.bids import latest_checks
from kechuang.programmes.selectors.checks.all import eligibility, findings_of
from kechuang.programmes.selectors.naming import is_demander_named
from kechuang.programmes.states import UNCHECKED, CheckKind, Verdict

UNNAMED = {
    Verdict.MET: Text(
        "未发现与需求方有达到口径的关联", "no affiliation with the demander was found"
    ),
    Verdict.NOT_MET: Text(
        "与需求方存在关联（本项不公开需求方名称，详情请向主管部门查询）",
        "there is an affiliation with the demander, whose name is withheld: ask the authority",
    ),
    Verdict.UNKNOWN: Text(
        "股权与分支机构登记不全，暂不能断定没有关联",
        "the register of owners and branches is incomplete: affiliation cannot be ruled out",
    ),
}
ELSEWHERE = {
    Verdict.NOT_MET: Text(
        "该负责人已牵头其他榜单（具体项目请本人说明或向主管部门查询）",
        "this leader leads another item (ask the leader, or the authority, which)",
    ),
    Verdict.UNKNOWN: Text(
        "有同名负责人牵头其他榜单，尚不能确认是否同一人：请补充证件号码",
        "somebody of this name leads another item: give the identity number to tell them apart",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One check as the bidder reads it."""

    kind: CheckKind
    verdict: Verdict
    reasons: tuple[Text, ...]
    grounds: tuple[Ground, ...]

    @property
    def is_open(self) -> bool:
        """Whether the bidder has something to answer."""
        return self.verdict is not Verdict.MET


def findings_about(bid: Bid, at: datetime) -> tuple[Told, ...]:
    """As the rules judge now while the formal check is under way, afterwards as they judged last;
    none before the bids were opened."""
    if bid.opened_at is not None and bid.case.state in UNCHECKED:
        found = findings_of(bid, at)
        return tuple(_told(bid.item, one.kind, one.verdict, one.reasons) for one in found)
    rows = latest_checks(bid)
    return tuple(_told(bid.item, row.kind, row.verdict, row.texts) for row in rows)


def early_findings(item: ListedItem, party: Party, at: datetime) -> tuple[Told, ...]:
    """What can be told of a unit before it has typed anything."""
    found = eligibility(item, party, at)
    return tuple(_told(item, one.kind, one.verdict, one.reasons) for one in found)


def _told(item: ListedItem, kind: str, verdict: str, reasons: Iterable[Text]) -> Told:
    procedure = procedure_of(item.bids_round.version)
    return Told(
        CheckKind(kind),
        Verdict(verdict),
        tuple(_without_names(item, CheckKind(kind), Verdict(verdict), tuple(reasons))),
        grounds_of(procedure.checks[kind].basis, procedure),
    )


def _without_names(
    item: ListedItem, kind: CheckKind, verdict: Verdict, reasons: Sequence[Text]
) -> Sequence[Text]:
    if kind is CheckKind.AFFILIATION and not is_demander_named(item):
        return (UNNAMED[verdict],)
    if kind is CheckKind.ONE_LEADER and verdict in ELSEWHERE:
        return (ELSEWHERE[verdict],)
    return reasons
