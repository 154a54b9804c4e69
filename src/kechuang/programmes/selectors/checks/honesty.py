"""Records of dishonesty of bidders: facts that registers stated, and this platform's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kechuang.engines.flow import Reference
from kechuang.engines.wording import Text
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.programmes.measures import HonestyFact
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.execution.integrity import dishonest_records
from kechuang.programmes.states import CheckKind, Verdict

KIND = CheckKind.HONESTY


def honesty(
    units: Sequence[Reference], measure: Sequence[HonestyFact], on: date, *, years: int = 0
) -> Finding:
    """Whether a register states something against one of ``units``, or an integrity record of an
    earlier project stands on that day.

    What no source stated is unknown, not clean. Yearly facts are read of the years before, of
    ``years`` at least.
    """
    parts = [part for unit in units for part in _of_unit(unit, measure, on, years)]
    return together(KIND, parts)


def _of_unit(
    unit: Reference, measure: Sequence[HonestyFact], on: date, years: int
) -> list[Finding]:
    party = registered(unit)
    if party is None:
        why = Text(
            f"{unit.name}未在主体库登记或名称与代码不符，信用记录不明",
            f"{unit.name} is not registered under this name: its record is unknown",
        )
        return [Finding(KIND, Verdict.UNKNOWN, (why,), ({"unit": dict(unit._asdict())},))]
    stated = [
        _of_fact(party, one.name, period)
        for one in measure
        for period in _periods(one, on.year, years)
    ]
    return [*_own_records(party, on), *stated]


def _own_records(party: Party, on: date) -> Iterator[Finding]:
    for record in dishonest_records(party, on=on):
        why = Text(
            f"{party}有科研失信记录（{record.found_on}认定，{record.expires_on}届满）：{record.fact}",
            f"{party} has a record of dishonesty (of {record.found_on}, until "
            f"{record.expires_on}): {record.fact}",
        )
        fact = {
            "party": party.credit_code,
            "record": record.pk,
            "found_on": record.found_on.isoformat(),
            "expires_on": record.expires_on.isoformat(),
        }
        yield Finding(KIND, Verdict.NOT_MET, (why,), (fact,), (record.source,))


def _periods(measure: HonestyFact, year: int, years: int) -> list[str]:
    if not measure.years:
        return [""]
    return [str(year - back) for back in range(1, max(measure.years, years) + 1)]


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
