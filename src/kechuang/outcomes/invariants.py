"""What must hold of registered outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.audit.tracing import last_steps, miscounted
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.registry.numbering import numbering_faults
from kechuang.engines.wording import Text
from kechuang.outcomes.models import Outcome, OutcomeSeries
from kechuang.outcomes.selectors import outcomes_without_whole_shares
from kechuang.outcomes.states import CLOSED, PUBLIC_STATES, PUBLISHED, REGISTERED

ONCE_PUBLIC = PUBLIC_STATES | {CLOSED}
PUBLIC_TEXTS = ("number", "title", "title_en", "public_summary", "public_summary_en")


def unwhole_shares() -> Iterator[Finding]:
    for row in outcomes_without_whole_shares().iterator():
        yield found(row.number, "份额合计不是 100%", "its shares are not 100 % together")


def wrong_numbers() -> Iterator[Finding]:
    return numbering_faults(Outcome, OutcomeSeries)


def stepless_states() -> Iterator[Finding]:
    steps = last_steps(Outcome)
    for pk, number, state, source in Outcome.objects.values_list(
        "pk", "number", "state", "source"
    ).iterator():
        first = {REGISTERED, PUBLISHED} if source else {REGISTERED}
        if state not in ({steps[str(pk)]} if str(pk) in steps else first):
            yield found(number, f"没有哪一步使它成为“{state}”", f"no step made it “{state}”")


def undated_publications() -> Iterator[Finding]:
    public = Outcome.objects.filter(state__in=ONCE_PUBLIC, published_at__isnull=True)
    for number in public.values_list("number", flat=True):
        yield found(number, "已发布却没有发布时间", "it is public without a time of publication")


def searchable_secrets() -> Iterator[Finding]:
    rows = Outcome.objects.values_list("search_text", "keywords", *PUBLIC_TEXTS)
    for search_text, keywords, *public in rows.iterator():
        told = set("\n".join([*public, *keywords]).split("\n"))
        if not told.issuperset(search_text.split("\n")):
            yield found(
                public[0], "可检索的文字不全是公开文字", "a search finds more than public text"
            )


def miscounted_outcomes() -> Iterator[Finding]:
    return miscounted(Outcome, "register_outcome", "import_outcomes")


INVARIANTS = (
    Invariant(
        "outcomes.shares_are_whole",
        Text(
            "权利人份额合计正好 100%（导入而未知者除外）",
            "Owners' shares are exactly the whole, unless an import left them unknown",
        ),
        unwhole_shares,
    ),
    Invariant(
        "outcomes.numbers_have_no_gap",
        Text("成果编号连续，不缺不多", "The numbers of outcomes follow each other without gaps"),
        wrong_numbers,
    ),
    Invariant(
        "outcomes.states_come_from_steps",
        Text(
            "每项成果的状态来自审计链中的最后一步",
            "Every state is the one into which the last step led",
        ),
        stepless_states,
    ),
    Invariant(
        "outcomes.public_ones_are_dated",
        Text("公开过的成果都有发布时间", "Every public outcome has the time of its publication"),
        undated_publications,
    ),
    Invariant(
        "outcomes.searches_find_public_text",
        Text("检索只能查到公开文字", "A search finds public text only"),
        searchable_secrets,
    ),
    Invariant(
        "outcomes.are_all_on_the_chain",
        Text("成果数与审计链记载相符", "There are as many outcomes as the chain tells of"),
        miscounted_outcomes,
    ),
)
