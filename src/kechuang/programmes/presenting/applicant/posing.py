"""Whether a unit may pose a need, told before anything is typed: rule by rule, with grounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from kechuang.base.identifiers import is_region_under
from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Terms, Value
from kechuang.engines.wording import Text
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.parties.states import PartyKind
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.states import Verdict

NEED_FORM, POSED_BY, GOVERNMENT = "need", "posed_by", "government"
YEARS_WITHOUT = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``asks`` names what only the form will tell, where the verdict is unknown."""

    words: Text
    verdict: Verdict
    mend: Text
    asks: tuple[Text, ...]
    grounds: tuple[Ground, ...]


def rules_for(programme: ProgrammeRound, party: Party | None, at: datetime) -> tuple[Rule, ...]:
    """Who poses in this round, and what makes a unit ineligible, by what is known of it."""
    terms = terms_of(programme.items_round)
    return (_poser(terms, party), *_ineligibilities(terms, party, at))


def _poser(terms: Terms, party: Party | None) -> Rule:
    option = terms.procedure.options[POSED_BY]
    posed_by = str(terms.settled()[POSED_BY])
    who = option.field.choices[posed_by]
    is_government = party is None or party.kind == PartyKind.GOVERNMENT
    is_met = is_government == (posed_by == GOVERNMENT)
    return Rule(
        Text(f"本轮由{who.zh}出题", f"In this round problems are posed by: {who.en}"),
        Verdict.MET if is_met else Verdict.NOT_MET,
        Text("请选择相应的轮次", "Choose another round"),
        (),
        grounds_of(option.basis, terms.procedure),
    )


def _ineligibilities(terms: Terms, party: Party | None, at: datetime) -> Iterator[Rule]:
    procedure, inquiry = terms.procedure, terms.inquiry(_known(party, at))
    for rule in procedure.forms[NEED_FORM].ineligible:
        judged = inquiry.judge_named(rule.condition)
        unknown = judged.missing if judged.truth is None else ()
        yield Rule(
            rule.why,
            _verdict(stops=judged.truth),
            rule.mend,
            tuple(procedure.fields[name].label for name in unknown),
            grounds_of(rule.basis, procedure),
        )


def _verdict(*, stops: bool | None) -> Verdict:
    if stops is None:
        return Verdict.UNKNOWN
    return Verdict.NOT_MET if stops else Verdict.MET


def _known(party: Party | None, at: datetime) -> dict[str, Value]:
    """What the register and the facts say of the unit; the rest the form will ask."""
    if party is None:
        return {}
    known: dict[str, Value] = {"is_local": is_region_under(party.region_code, settings.HOME_REGION)}
    if (is_without := _is_without_research(party, at.year)) is not None:
        known["no_rd_two_years"] = is_without
    return known


def _is_without_research(party: Party, year: int) -> bool | None:
    """Whether every statement about the years before says that nothing was spent."""
    periods = [str(year - back) for back in range(1, YEARS_WITHOUT + 1)]
    rows = standing(PartyFact.objects.filter(party=party, name="rd_expense", period__in=periods))
    if any(int(row.value) > 0 for row in rows):
        return False
    return True if {row.period for row in rows} == set(periods) else None
