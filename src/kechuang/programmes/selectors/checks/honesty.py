"""Records of dishonesty of bidders, from facts that registers stated about them."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.flow import Reference
from kechuang.engines.wording import Text
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.programmes.measures import HonestyFact
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.states import CheckKind, Verdict

KIND = CheckKind.HONESTY


def honesty(units: Sequence[Reference], measure: Sequence[HonestyFact], year: int) -> Finding:
    """Whether a register states something against one of ``units``.

    What no source stated is unknown, not clean. Yearly facts are read of the years before ``year``.
    """
    parts = [part for unit in units for part in _of_unit(unit, measure, year)]
    return together(KIND, parts)


def _of_unit(unit: Reference, measure: Sequence[HonestyFact], year: int) -> list[Finding]:
    party = registered(unit)
    if party is None:
        why = Text(
            f"{unit.name}未在主体库登记，信用记录不明",
            f"{unit.name} is not registered: its record is unknown",
        )
        return [Finding(KIND, Verdict.UNKNOWN, (why,), ({"unit": dict(unit._asdict())},))]
    return [_of_fact(party, one.name, period) for one in measure for period in _periods(one, year)]


def _periods(measure: HonestyFact, year: int) -> list[str]:
    return [str(year - back) for back in range(1, measure.years + 1)] or [""]


def _of_fact(party: Party, name: str, period: str) -> Finding:
    label = fact_catalogue()[name].label
    rows = standing(PartyFact.objects.filter(party=party, name=name, period=period).order_by("pk"))
    facts = tuple(_as_fact(party, row) for row in rows)
    sources = tuple(dict.fromkeys(row.source for row in rows))
    when = Text(f"{period}年" if period else "", f" in {period}" if period else "")
    if any(row.value == "true" for row in rows):
        why = Text(f"{party}：{when.zh}{label.zh}", f"{party}: {label.en}{when.en}")
        return Finding(KIND, Verdict.NOT_MET, (why,), facts, sources)
    if not rows:
        why = Text(
            f"没有读到{party}{when.zh}“{label.zh}”的查询结果",
            f"nothing was read about {party}: {label.en}{when.en}",
        )
        return Finding(KIND, Verdict.UNKNOWN, (why,), facts, sources)
    why = Text(f"{party}{when.zh}没有“{label.zh}”", f"{party} has no entry: {label.en}{when.en}")
    return Finding(KIND, Verdict.MET, (why,), facts, sources)


def _as_fact(party: Party, row: PartyFact) -> dict[str, object]:
    return {
        "party": party.credit_code,
        "name": row.name,
        "period": row.period,
        "value": row.value,
        "source": row.source,
        "as_of": row.as_of.isoformat(),
        "certified_by": row.certified_by,
    }
