"""The list: numbers, scores, what was listable when it was listed, guards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kechuang.audit.guards import lost_guards
from kechuang.audit.tracing import unrecorded
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import StepTaken
from kechuang.engines.tally import half_up
from kechuang.engines.wording import Text
from kechuang.programmes.measures import read_measures
from kechuang.programmes.models import (
    DuplicateRuling,
    ItemSeries,
    ListedItem,
    ListingScore,
    MeasuresVersion,
)

APPEND_ONLY = (
    "programmes_measuresversion",
    "programmes_need",
    "programmes_listingscore",
    "programmes_duplicatesearch",
    "programmes_duplicatecandidate",
    "programmes_duplicateruling",
    "programmes_listeditem",
    "programmes_checkresult",
    "programmes_suppliedfinding",
    "programmes_itemreview",
    "programmes_bidsubmission",
    "programmes_choice",
    "programmes_passedover",
    "programmes_award",
)
FROZEN = ("programmes_programmeround", "programmes_bid")


def wrong_numbers() -> Iterator[Finding]:
    numbers = set(ListedItem.objects.values_list("number", flat=True))
    owed = {
        f"{row.prefix}-{number:06d}"
        for row in ItemSeries.objects.all()
        for number in range(1, row.last + 1)
    }
    for number in sorted(owed - numbers):
        yield found(number, "编号已发出，但没有这一项", "the number was given, but nothing has it")
    for number in sorted(numbers - owed):
        yield found(number, "编号不是由编号序列发出的", "no series gave this number")


def miscounted_sheets() -> Iterator[Finding]:
    for sheet in ListingScore.objects.select_related("need__case").iterator():
        if sum(sheet.marks.values()) != sheet.points:
            yield found(sheet.need, "各项得分之和不是总分", "the marks do not sum to the points")


def ill_listed_items() -> Iterator[Finding]:
    """Each as the sheets and the ruling stood when the need was admitted to the list."""
    steps = StepTaken.objects.filter(event="list_need", case__need__item__isnull=False)
    for step in steps.select_related("case__need__programme__measures", "case__need__item"):
        need = step.case.need
        sheets = need.scores.filter(scored_at__lte=step.at).order_by("scored_at", "pk")
        points = {sheet.scored_by_id: sheet.points for sheet in sheets}
        wanted = read_measures(need.programme.measures.source, name="kept").least_sheets
        told = step.facts.get("listable_points")
        if len(points) < wanted or half_up(sum(points.values()), len(points)) != told:
            yield found(need.item, "定榜评分与评分表不符", "its score is not that of its sheets")
        rulings = DuplicateRuling.objects.filter(search__need=need, ruled_at__lte=step.at)
        last = rulings.order_by("-ruled_at", "-pk").first()
        if last is None or last.is_duplicate:
            yield found(need.item, "没有“不重复”的认定", "nobody ruled that it repeats nothing")


def unpublished_items() -> Iterator[Finding]:
    yield from unrecorded(ListedItem.objects.all(), "publish_item")


def altered_measures() -> Iterator[Finding]:
    for version in MeasuresVersion.objects.all():
        if read_measures(version.source, name=version.digest).digest != version.digest:
            yield found(version, "摘要与原文不符", "the digest is not that of the text")


LISTING = (
    Invariant(
        "programmes.numbers_have_no_gap",
        Text("榜单编号连续，不缺不多", "The numbers of items follow each other without gaps"),
        wrong_numbers,
    ),
    Invariant(
        "programmes.marks_sum_to_the_points",
        Text("定榜评分表各项之和等于总分", "The marks of every sheet sum to its points"),
        miscounted_sheets,
    ),
    Invariant(
        "programmes.listed_items_were_listable",
        Text(
            "每个榜单入榜时有足够的评分表和不重复的认定",
            "Every item had its score sheets and its ruling when it was listed",
        ),
        ill_listed_items,
    ),
    Invariant(
        "programmes.publications_are_on_the_chain",
        Text("每个榜单的公布都在审计链上", "Every publication is on the chain"),
        unpublished_items,
    ),
    Invariant(
        "programmes.measures_are_of_their_text",
        Text("每版尺度的摘要由其原文算出", "The digest of every measures is that of its text"),
        altered_measures,
    ),
    Invariant(
        "programmes.guards_stand",
        Text("只增表和冻结列的保护都在", "The guards of the tables stand"),
        partial(lost_guards, APPEND_ONLY, FROZEN),
    ),
)
