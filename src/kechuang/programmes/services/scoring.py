"""定榜: score sheets of at least two people, the search for duplicates, the officer's ruling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.cases.models import Case
from kechuang.engines.flow import local_day
from kechuang.programmes.access import is_officer, person_of
from kechuang.programmes.measures import Criterion
from kechuang.programmes.models import (
    DuplicateCandidate,
    DuplicateRuling,
    DuplicateSearch,
    ListingScore,
    Need,
)
from kechuang.programmes.refusals import NOT_RULED, NOT_SCORED
from kechuang.programmes.selectors.duplicates import possible_duplicates
from kechuang.programmes.selectors.needs import content_digest, latest_search
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import FILED


@transaction.atomic
def score_need(
    *, by: Actor, at: datetime, need: Need, marks: Mapping[str, int], remark: str = ""
) -> ListingScore:
    """Keep one person's marks on every criterion; a later sheet of the same person replaces it.

    Nobody with an interest in the item scores it. The sheet is about the need as it stands: when
    the need is supplemented, it is scored anew.
    """
    person = _officer(by, need, Text("定榜评分", "score a need"))
    _refuse_unless_filed(need, NOT_SCORED)
    criteria = measures_of(need.programme).criteria
    _refuse_unfit(criteria, marks)
    sheet = ListingScore.objects.create(
        need=need,
        marks=dict(marks),
        points=sum(marks.values()),
        remark=remark.strip(),
        content_digest=content_digest(need),
        scored_at=at,
        scored_by_id=person,
    )
    payload = {"case": need.case.number, "points": sheet.points, "marks": sheet.marks}
    record(by=by, at=at, command="score_need", target=sheet, payload=payload)
    return sheet


@transaction.atomic
def search_duplicates(*, by: Actor, at: datetime, need: Need) -> DuplicateSearch:
    """Look for what the need may repeat, and keep what was found with the reasons."""
    person = _officer(by, need, Text("查重", "search for duplicates"))
    _refuse_unless_filed(need, NOT_RULED)
    found = possible_duplicates(need, on=local_day(at))
    search = DuplicateSearch.objects.create(
        need=need,
        content_digest=content_digest(need),
        searched=found.counts,
        found_at=at,
        found_by_id=person,
    )
    DuplicateCandidate.objects.bulk_create(
        DuplicateCandidate(
            search=search,
            kind=one.kind,
            reference=one.reference,
            title=one.title,
            rank=one.hit.rank,
            score=one.hit.score,
            share_bp=one.hit.share_bp,
            strength=one.hit.strength,
            reasons=[reason.as_dict() for reason in one.hit.reasons],
        )
        for one in found.candidates
    )
    payload = {"case": need.case.number, "found": len(found.candidates), "of": found.counts}
    record(by=by, at=at, command="search_duplicates", target=search, payload=payload)
    return search


@transaction.atomic
def rule_on_duplicates(
    *,
    by: Actor,
    at: datetime,
    search: DuplicateSearch,
    reason: str,
    repeats: DuplicateCandidate | None = None,
) -> DuplicateRuling:
    """The officer's ruling: the need repeats one of the candidates, or none; with the reason.

    Only about the latest search of the need as it stands.
    """
    need = search.need
    person = _officer(by, need, Text("认定是否重复", "rule on duplicates"))
    _refuse_unless_filed(need, NOT_RULED)
    reason = stated(NOT_RULED, reason)
    if latest_search(need) != search:
        raise wrong_state(
            NOT_RULED,
            "查重之后需求有改动，或又查过一次",
            "the need changed since, or was searched for again",
            Text("请重新查重后认定", "Search again and rule on that"),
        )
    if repeats is not None and repeats.search_id != search.pk:
        raise invalid(
            NOT_RULED,
            "所选项目不在查重结果中",
            "what was chosen was not found by the search",
            Text("请从查重结果中选择", "Choose from what was found"),
        )
    ruling = DuplicateRuling.objects.create(
        search=search,
        is_duplicate=repeats is not None,
        candidate=repeats,
        reason=reason,
        ruled_at=at,
        ruled_by_id=person,
    )
    payload = {
        "case": need.case.number,
        "repeats": repeats.reference if repeats else "",
        "reason": reason,
    }
    record(by=by, at=at, command="rule_on_duplicates", target=ruling, payload=payload)
    return ruling


def _officer(by: Actor, need: Need, what: Text) -> int:
    require(is_officer(by, need.case), what)
    return person_of(by, what)


def _refuse_unless_filed(need: Need, what: Text) -> None:
    state = Case.objects.select_for_update().get(pk=need.case_id).state
    if state != FILED:
        raise wrong_state(what, "需求不在定榜审查中", "the need is not being examined for the list")


def _refuse_unfit(criteria: tuple[Criterion, ...], marks: Mapping[str, int]) -> None:
    wanted = {one.id: one for one in criteria}
    for name in sorted(set(wanted) ^ set(marks)):
        label = wanted[name].label if name in wanted else Text(name, name)
        raise invalid(
            NOT_SCORED,
            f"“{label.zh}”没有打分，或不在评分表中",
            f"“{label.en}” has no mark, or is not on the sheet",
            Text("请给评分表的每一项打分", "Mark every criterion of the sheet"),
        )
    for name, mark in marks.items():
        if not 0 <= mark <= wanted[name].most:
            raise invalid(
                NOT_SCORED,
                f"“{wanted[name].label.zh}”得分{mark}不在0至{wanted[name].most}之间",
                f"“{wanted[name].label.en}”: {mark} is not between 0 and {wanted[name].most}",
                Text("请更正得分", "Correct the mark"),
            )
