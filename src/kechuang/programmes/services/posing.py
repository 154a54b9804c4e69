"""A need is filed in the name of the unit that files it; what registers know, no tick overrules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, invalid
from kechuang.base.identifiers import is_region_under
from kechuang.cases.models import Case
from kechuang.engines.flow import Effect, Value
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.programmes.refusals import NOT_FILED
from kechuang.programmes.selectors.contents import handed_in, need_content

WRONG_REGISTER = Text(
    "请如实填写；登记有误的，请先在来源处更正登记",
    "Say what is so; if the register is wrong, have it corrected at its source first",
)


def check_demander(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``check_demander``: the unit that is named is the one whose people file; a need
    that the government poses itself names whom it poses it for."""
    if case.party is None:
        return
    values = handed_in(case)
    named = need_content(values).demander
    if named.code != case.party.credit_code:
        raise _other_unit(named.name, case.party)
    for problem in _against_registers(case.party, values, at):
        raise problem


def _other_unit(named: str, party: Party) -> InvalidInput:
    return invalid(
        NOT_FILED,
        f"需求单位“{named}”不是提出需求的单位“{party.name}”",
        f"the demanding unit {named} is not {party.name}, which files the need",
        Text(
            "请填写本单位；与其他单位共同提出的，写在“联合单位”一栏",
            "Name your own unit; units that join in go into “Partners”",
        ),
    )


def _against_registers(
    party: Party, values: Mapping[str, Value], at: datetime
) -> Iterator[InvalidInput]:
    """What was ticked although the register knows better; what it does not know is the
    demander's to say."""
    if values.get("is_local") is True and not is_region_under(
        party.region_code, settings.HOME_REGION
    ):
        yield invalid(
            NOT_FILED,
            f"填的是“在本市注册”，主体登记的行政区划是 {party.region_code or '空'}",
            f"it says registered in this city, the register says {party.region_code or 'nothing'}",
            WRONG_REGISTER,
        )
    if values.get("no_rd_two_years") is False and _had_no_research(party, at):
        yield invalid(
            NOT_FILED,
            "填的是连续两年有研发投入，登记的近两年研发费用都是0",
            "it says that there was R&D spending, the register says none for two years",
            WRONG_REGISTER,
        )


def _had_no_research(party: Party, at: datetime) -> bool:
    """Whether every source says that nothing was spent in either of the two years before."""
    years = [str(at.year - back) for back in (1, 2)]
    rows = [
        standing(PartyFact.objects.filter(party=party, name="rd_expense", period=year))
        for year in years
    ]
    return all(found and all(int(row.value) == 0 for row in found) for found in rows)
