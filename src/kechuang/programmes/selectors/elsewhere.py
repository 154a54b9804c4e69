"""From where a reviewer of a bid is from elsewhere (异地): no source says, so the round does."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from kechuang.base.identifiers import is_credit_code, parse_credit_code
from kechuang.cases.selectors import settled_options
from kechuang.engines.flow import Reference
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.checks.relations import registered

EVERYONE, APPLICANTS, ORGANISER = "everyone", "applicants", "organiser"


def home_codes(item: ListedItem, bid: Bid, units: Iterable[Reference]) -> tuple[str, ...]:
    """Regions whose experts do not come from elsewhere for a bid of ``units``; a round opened
    before the option existed takes the bidder's alone."""
    option = settled_options(item.need.case.round).get("elsewhere_from")
    if option is None:
        return (bid.party.region_code,)
    organiser = (settings.HOME_REGION,) if option in (EVERYONE, ORGANISER) else ()
    applicants = (bid.party.region_code, *map(_region_of, units))
    found = (*organiser, *(applicants if option in (EVERYONE, APPLICANTS) else ()))
    return tuple(dict.fromkeys(filter(None, found)))


def _region_of(unit: Reference) -> str:
    """Where a unit is registered: by the register, else by its credit code; "" where neither
    tells."""
    party: Party | None = registered(unit)
    if party is not None:
        return party.region_code
    return parse_credit_code(unit.code).region_code if is_credit_code(unit.code) else ""
