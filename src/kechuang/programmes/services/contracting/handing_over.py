"""The award as the contract takes it over: parties, shares, money, terms of the round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from kechuang.base.errors import InvalidInput, Text, invalid, wrong_state
from kechuang.cases.models import Case, Letter
from kechuang.cases.selectors import settled_options
from kechuang.engines.packfile import text_of
from kechuang.ledger.models import BudgetLine
from kechuang.ledger.services import FundPlan
from kechuang.ledger.states import FundSource, GrantMode
from kechuang.parties.models import Party
from kechuang.programmes.models import Award, ListedItem
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import (
    Member,
    bid_content,
    handed_in,
    need_content,
    need_of,
    number_of,
)
from kechuang.programmes.selectors.execution.calendar import months_later
from kechuang.programmes.services.execution.awards import (
    AwardedGrant,
    ItemTerms,
    MemberShare,
    ProjectAward,
)

NEGATIVE_LIST = ("national", "negative-lists", "lump-sum.yaml")
APPROVAL = "approval"
BP_PER_PERCENT = 100
EVALUATED_AFTER = 12
"""Months, for rounds of packs that do not say. 示例: no source sets it."""


def project_award(award: Award, *, case: Case) -> ProjectAward:
    """Everything the award, the sealed bid and the round tell; ``case`` is the lane's own."""
    item = award.item
    need = need_content(handed_in(item.case))
    bid = bid_content(handed_in(award.bid.case))
    return ProjectAward(
        reference=item.number,
        title=need.topic,
        title_en=item.case.title_en,
        demander=demander_of(item),
        winner=award.bid.party,
        reserved_fen=sum(item.awards.values_list("grant_fen", flat=True)),
        grant=_grant(award),
        negative_list=text_of(settings.PACKS_FOLDER.joinpath(*NEGATIVE_LIST)),
        terms=_terms(item),
        consortium=tuple(_shares(bid.members)),
        case=case,
        item_case=item.case,
        lane=award.lane,
    )


def demander_of(item: ListedItem) -> Party:
    """Who posed the need; where the government did, the unit that the need names."""
    named = need_of(item.case).demander
    party = item.case.party or registered(named)
    if party is None:
        raise _unregistered(named.name)
    return party


def starts_on(award: Award) -> date:
    return localdate(award.awarded_at)


def ends_on(award: Award) -> date:
    """As many months later as the bid says."""
    months = int(number_of(handed_in(award.bid.case).get("months")))
    return months_later(starts_on(award), months)


def _grant(award: Award) -> AwardedGrant:
    line = _line(award)
    source = FundSource(line.appropriation.source)
    return AwardedGrant(
        scheme=line.scheme,
        mode=GrantMode.FRONT if award.front_fen else GrantMode.AFTER,
        ground=f"揭榜挂帅 {award.item.number}",
        decision=_decision(award.item),
        total_fen=award.grant_fen,
        budget_fen=award.budget_fen,
        starts_on=starts_on(award),
        ends_on=ends_on(award),
        funds=(FundPlan(source, 1, line),),
        reservation=award.reservation,
    )


def _line(award: Award) -> BudgetLine:
    """The line that holds the award's money, whatever line the programme names by now."""
    if award.reservation is None:
        raise wrong_state(
            NOT_DRAFTED,
            "该立项没有财政补助，不需要资金任务书",
            "the award has no public grant to contract about",
        )
    lines = BudgetLine.objects.select_related("scheme", "appropriation")
    return lines.get(account=award.reservation.debit_id)


def _decision(item: ListedItem) -> str:
    """The number of the letter that told the approval, else that of the case."""
    letter = Letter.objects.filter(case=item.case, template=APPROVAL).order_by("pk").last()
    return letter.doc_no if letter else item.case.number


def _terms(item: ListedItem) -> ItemTerms:
    options = settled_options(item.case.round)
    lanes = item.awards.count()
    return ItemTerms(
        lanes=lanes,
        has_equal_start=lanes > 1 and options.get("has_equal_start") is True,
        stage_gates=int(number_of(options.get("stage_gates"))),
        wants_chief=options.get("has_technical_chief") is True,
        wants_assistant=options.get("has_finance_assistant") is True,
        extensions_allowed=int(number_of(options.get("extensions_allowed"))),
        evaluated_after_months=int(
            number_of(options.get("evaluated_after_months", EVALUATED_AFTER))
        ),
    )


def _shares(members: tuple[Member, ...]) -> Iterator[MemberShare]:
    for member in members:
        party = registered(member.unit)
        if party is None:
            raise _unregistered(member.unit.name)
        yield MemberShare(party, member.duty, int(member.share * BP_PER_PERCENT))


def _unregistered(name: str) -> InvalidInput:
    return invalid(
        NOT_DRAFTED,
        f"“{name}”未在主体库登记",
        f"{name} is not registered",
        Text("请先登记该单位", "Register the unit first"),
    )
