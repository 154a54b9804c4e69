"""A technology enterprise of the province beside a lead from elsewhere (外省牵头须有本省科技型企业
承接), and beside a university or institute that leads (高校院所牵头须有本省科技型企业参加)."""

from __future__ import annotations

from django.conf import settings

from kechuang.engines.wording import Text
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.parties.states import PartyKind
from kechuang.programmes.selectors.checks.asked import ONLY_WHERE
from kechuang.programmes.selectors.checks.findings import Fact, Finding
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import BidContent
from kechuang.programmes.states import CheckKind, Verdict

KIND = CheckKind.LOCAL_HOST
PROVINCE_DIGITS = 2
TECHNOLOGY = ("hnte_holder", "tech_sme_listed")
"""What makes a technology enterprise. 示例: the notice does not define it."""


def local_host(bid: BidContent) -> Finding:
    """Whether a lead that is no enterprise of this province has a technology enterprise of it
    beside it.

    Who is not registered and of whom nobody read whether it is a technology enterprise is unknown,
    and for an officer to find out.
    """
    lead = registered(bid.lead)
    if lead is None or not lead.region_code:
        name = bid.lead.name
        return _found(
            Verdict.UNKNOWN, f"不清楚牵头单位{name}所在省份", f"the province of {name} is unknown"
        )
    if _is_local(lead) and lead.kind == PartyKind.ENTERPRISE:
        return _found(
            Verdict.MET, f"牵头单位{lead}在本省", f"{lead} is of the province", (_told(lead),)
        )
    return _among_partners(bid)


def _among_partners(bid: BidContent) -> Finding:
    known = {unit: registered(unit) for unit in bid.units if unit != bid.lead}
    parties = [party for party in known.values() if party is not None]
    local = [one for one in parties if one.kind == PartyKind.ENTERPRISE and _is_local(one)]
    facts = tuple(_told(one) for one in parties)
    is_technology = {one: _is_technology(one) for one in local}
    if True in is_technology.values():
        host = next(one for one, is_so in is_technology.items() if is_so)
        return _found(Verdict.MET, f"{host}在本省承接", f"{host} is the host", facts)
    open_ones = [str(one) for one, is_so in is_technology.items() if is_so is None]
    open_ones += [unit.name for unit, party in known.items() if party is None]
    if open_ones:
        named = "、".join(open_ones)
        return _found(
            Verdict.UNKNOWN,
            f"不清楚{named}是否本省科技型企业",
            f"it is not known whether these are technology enterprises of the province: {named}",
            facts,
        )
    return _found(
        Verdict.NOT_MET,
        "外省单位或高校院所牵头，没有本省科技型企业参加",
        "it is led from another province or by an institute, without a local technology enterprise",
        facts,
    )


def _is_local(party: Party) -> bool:
    return party.region_code[:PROVINCE_DIGITS] == settings.HOME_REGION[:PROVINCE_DIGITS]


def _is_technology(party: Party) -> bool | None:
    """None where no source says yes and not every one says no."""
    rows = [
        standing(PartyFact.objects.filter(party=party, name=name).order_by("pk"))
        for name in TECHNOLOGY
    ]
    if any(row.value == "true" for found in rows for row in found):
        return True
    return False if all(rows) else None


def _told(party: Party) -> Fact:
    return {"party": party.credit_code, "region": party.region_code, "kind": party.kind}


def _found(verdict: Verdict, zh: str, en: str, facts: tuple[Fact, ...] = ()) -> Finding:
    return Finding(KIND, verdict, (Text(zh, en),), facts, (f"本轮选项 {ONLY_WHERE[KIND]}",))
