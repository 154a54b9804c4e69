"""All checks of a bid together, with what people supplied, and the facts the procedures ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.engines.flow import Reference, Value, local_day
from kechuang.engines.wording import Text
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, ListedItem, SuppliedFinding
from kechuang.programmes.selectors.checks.asked import asked_checks, unasked_checks
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.selectors.checks.honesty import honesty
from kechuang.programmes.selectors.checks.hosts import local_host
from kechuang.programmes.selectors.checks.leaders import one_leader
from kechuang.programmes.selectors.checks.ratios import funding_ratio, whole_shares
from kechuang.programmes.selectors.checks.relations import affiliation
from kechuang.programmes.selectors.contents import (
    BidContent,
    bid_content,
    handed_in,
    need_of,
    number_of,
)
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import SUPPLIABLE, CheckKind, Verdict

ONE_PER_UNIT, HONEST_YEARS = "one_leader_per_unit", "honest_years"
OF_BIDS_ALONE = (CheckKind.WHOLE_SHARES, CheckKind.LOCAL_HOST)
FACTS = {
    CheckKind.AFFILIATION: ("affiliation_found", False),
    CheckKind.HONESTY: ("dishonesty_found", False),
    CheckKind.ONE_LEADER: ("leads_elsewhere", False),
    CheckKind.FUNDING_RATIO: ("funding_ratio_met", True),
    CheckKind.WHOLE_SHARES: ("shares_add_up", True),
    CheckKind.LOCAL_HOST: ("has_local_host", True),
}
"""The fact a check gives, and its value where the check is met."""


def findings_of(bid: Bid, at: datetime) -> tuple[Finding, ...]:
    """Every check that is asked of the bid, as the rules judge it at ``at``; nobody can overrule
    them."""
    item, content = bid.item, bid_content(handed_in(bid.case))
    need = need_of(item.case)
    measures = measures_of(item.need.programme)
    options = settled_options(item.case.round)
    by_rule = (
        affiliation(need.demanders, content.units, measures.affiliation),
        honesty(content.units, measures.honesty, local_day(at), years=honest_years(options)),
        one_leader(bid, content, per_unit=options.get(ONE_PER_UNIT) is True),
        funding_ratio(content, need, options),
        whole_shares(content),
        local_host(content),
    )
    asked = asked_checks(procedure_of(bid.case.round.version), options)
    supplied = list(bid.supplied.select_related("document"))
    return tuple(_completed(one, supplied) for one in by_rule if one.kind in asked)


def check_facts(findings: Iterable[Finding]) -> dict[str, Value]:
    """The facts the procedures ask; a finding that is unknown gives none."""
    facts: dict[str, Value] = {}
    for finding in findings:
        name, if_met = FACTS[finding.kind]
        if finding.is_met is not None:
            facts[name] = if_met if finding.is_met else not if_met
    return facts


def bid_check_facts(bid: Bid, at: datetime) -> dict[str, Value]:
    """The facts of one bid; what the round does not ask is no obstacle to its procedure."""
    left_out = unasked_checks(settled_options(bid.item.case.round))
    return dict(FACTS[kind] for kind in left_out) | check_facts(findings_of(bid, at))


def item_check_facts(bids: Sequence[Bid], at: datetime) -> dict[str, Value]:
    """The facts of an item about all its proposed winners together."""
    every = [finding for bid in bids for finding in findings_of(bid, at)]
    kinds = [kind for kind in CheckKind if kind not in OF_BIDS_ALONE]
    asked = [together(kind, [one for one in every if one.kind == kind]) for kind in kinds]
    return check_facts(asked) if bids else {}


def eligibility(item: ListedItem, party: Party, at: datetime) -> tuple[Finding, ...]:
    """What can be said about ``party`` before it has typed anything: affiliation and honesty."""
    measures = measures_of(item.need.programme)
    need = need_of(item.case)
    unit = Reference(party.credit_code, party.name)
    years = honest_years(settled_options(item.case.round))
    return (
        affiliation(need.demanders, (unit,), measures.affiliation),
        honesty((unit,), measures.honesty, local_day(at), years=years),
    )


def honest_years(options: Mapping[str, Value]) -> int:
    """How many years back a yearly record counts at least."""
    return int(number_of(options.get(HONEST_YEARS)))


def consortium_problem(item: ListedItem, content: BidContent) -> Text | None:
    """Why the consortium is none that the round allows: too many partners, or the lead missing."""
    allowed = settled_options(item.case.round).get("most_partners")
    partners = len(set(content.units)) - 1
    if isinstance(allowed, int) and partners > allowed:
        return Text(
            f"参加单位{partners}家，本轮最多{allowed}家",
            f"it has {partners} partners, the round allows {allowed}",
        )
    if content.is_consortium and content.lead not in {member.unit for member in content.members}:
        return Text("联合体分工没有写牵头单位", "the members do not list the lead")
    return None


def _completed(finding: Finding, supplied: Sequence[SuppliedFinding]) -> Finding:
    """What people supplied answers what the rule left open, and adds what it did not know; what
    the rule found against the bid stands."""
    said = [row for row in supplied if row.kind == finding.kind]
    if finding.kind not in SUPPLIABLE or not said:
        return finding
    against = [row for row in said if row.is_found]
    told = [_as_finding(row) for row in against or said[-1:]]
    if against:
        return together(finding.kind, [finding, *told])
    return together(finding.kind, told) if finding.verdict is Verdict.UNKNOWN else finding


def _as_finding(row: SuppliedFinding) -> Finding:
    why = Text(
        f"{row.statement}（{row.source}，材料：{row.document.name}）",
        f"{row.statement} ({row.source}, document: {row.document.name})",
    )
    fact = {"supplied": row.pk, "is_found": row.is_found, "document": row.document.digest}
    verdict = Verdict.NOT_MET if row.is_found else Verdict.MET
    return Finding(CheckKind(row.kind), verdict, (why,), (fact,), (row.source,))
