"""What must hold of filed demands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Prefetch

from kechuang.audit.tracing import last_steps, miscounted
from kechuang.base.errors import Refusal
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.registry.numbering import numbering_faults
from kechuang.demands.models import Demand, DemandSeries, DemandTarget
from kechuang.demands.states import (
    CLOSED_UNMET,
    DRAFT,
    PUBLIC_STATES,
    PUBLISHED,
    SUBMITTED,
    Confidentiality,
)
from kechuang.engines.wording import Text

ONCE_PUBLIC = PUBLIC_STATES | {CLOSED_UNMET}
PUBLIC_TEXTS = ("number", "title", "title_en", "field", "background", "problem", "public_text")
CHUNK = 500


def wrong_numbers() -> Iterator[Finding]:
    return numbering_faults(Demand, DemandSeries)


def stepless_states() -> Iterator[Finding]:
    steps = last_steps(Demand)
    for pk, number, state, source in Demand.objects.values_list(
        "pk", "number", "state", "source"
    ).iterator():
        first = {SUBMITTED, PUBLISHED} if source else {DRAFT}
        if state not in ({steps[str(pk)]} if str(pk) in steps else first):
            yield found(number, f"没有哪一步使它成为“{state}”", f"no step made it “{state}”")


def undated_publications() -> Iterator[Finding]:
    public = Demand.objects.filter(state__in=ONCE_PUBLIC, published_at__isnull=True)
    for number in public.values_list("number", flat=True):
        yield found(number, "已发布却没有发布时间", "it is public without a time of publication")


def searchable_secrets() -> Iterator[Finding]:
    for demand in _with_targets():
        if not set(_public_lines(demand)).issuperset(demand.search_text.split("\n")):
            yield found(
                demand.number, "可检索的文字不全是公开文字", "a search finds more than public text"
            )


def told_names() -> Iterator[Finding]:
    for demand in _with_targets():
        is_hidden = demand.confidentiality == Confidentiality.NAME_HIDDEN
        name = demand.enterprise_name.strip()
        if is_hidden and name and any(name in line for line in _public_lines(demand)):
            yield found(
                demand.number,
                "匿名需求的公开文字写出了企业名称",
                "its public text tells the hidden name",
            )


def _with_targets() -> Iterator[Demand]:
    targets = Prefetch("targets", queryset=DemandTarget.objects.order_by("position"))
    return Demand.objects.prefetch_related(targets).iterator(CHUNK)


def _public_lines(demand: Demand) -> list[str]:
    texts = [getattr(demand, name) for name in PUBLIC_TEXTS]
    for target in demand.targets.all():
        texts += [target.metric, target.current_value, target.target_value, target.unit]
    return "\n".join(texts).split("\n")


def misplaced_targets() -> Iterator[Finding]:
    rows = DemandTarget.objects.order_by("demand_id", "position")
    places = rows.values_list("demand__number", "position").iterator()
    for number, targets in groupby(places, key=lambda row: row[0]):
        positions = [place for _, place in targets]
        if positions != list(range(1, len(positions) + 1)):
            yield found(number, "指标的次序有缺漏", "its targets do not stand in order")


def misread_deadlines() -> Iterator[Finding]:
    for demand in Demand.objects.only("number", "deadline_text", "deadline_latest_on").iterator():
        if _latest_day(demand) != demand.deadline_latest_on:
            yield found(
                demand.number,
                "最晚完成日期与所写期限不符",
                "its last day is not that of its deadline",
            )


def _latest_day(demand: Demand) -> object:
    try:
        return demand.deadline.latest if demand.deadline else None
    except Refusal as unreadable:
        return unreadable


def miscounted_demands() -> Iterator[Finding]:
    return miscounted(Demand, "file_demand", "import_demands")


INVARIANTS = (
    Invariant(
        "demands.numbers_have_no_gap",
        Text("需求编号连续，不缺不多", "The numbers of demands follow each other without gaps"),
        wrong_numbers,
    ),
    Invariant(
        "demands.states_come_from_steps",
        Text(
            "每项需求的状态来自审计链中的最后一步",
            "Every state is the one into which the last step led",
        ),
        stepless_states,
    ),
    Invariant(
        "demands.public_ones_are_dated",
        Text("公开过的需求都有发布时间", "Every public demand has the time of its publication"),
        undated_publications,
    ),
    Invariant(
        "demands.searches_find_public_text",
        Text("检索只能查到公开文字", "A search finds public text only"),
        searchable_secrets,
    ),
    Invariant(
        "demands.hidden_names_are_not_told",
        Text("匿名需求的公开文字不含企业名称", "No public text tells a hidden name"),
        told_names,
    ),
    Invariant(
        "demands.targets_stand_in_order",
        Text("每项需求的指标从 1 起连续排列", "The targets of every demand stand in order from 1"),
        misplaced_targets,
    ),
    Invariant(
        "demands.deadlines_end_when_they_say",
        Text("最晚完成日期由所写期限得出", "Every last day is that of the deadline as written"),
        misread_deadlines,
    ),
    Invariant(
        "demands.are_all_on_the_chain",
        Text("需求数与审计链记载相符", "There are as many demands as the chain tells of"),
        miscounted_demands,
    ),
)
