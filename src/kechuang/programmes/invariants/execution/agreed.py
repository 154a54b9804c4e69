"""Contracts against their item, their milestones and their grant."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.refusals import yuan
from kechuang.programmes.models.execution import AwardedItem, ChangeRequest, Contract, Target
from kechuang.programmes.selectors.execution.money import milestone_fen
from kechuang.programmes.states_of_execution import (
    OPEN_MILESTONES,
    WHOLE_BP,
    ChangeKind,
    ChangeState,
    ContractState,
)

IN_PLAY = ~Q(contracts__state=ContractState.WITHDRAWN)
UNPROMISED = (ContractState.DRAFTED, ContractState.SIGNED, ContractState.WITHDRAWN)


def broken_shares() -> Iterator[Finding]:
    for way in ("milestones", "consortium"):
        summed = Contract.objects.annotate(whole=Sum(f"{way}__share_bp"))
        for number, whole in summed.exclude(Q(whole=WHOLE_BP) | Q(whole=None)).values_list(
            "number", "whole"
        ):
            yield found(number, f"{way} 合计 {whole} 个万分点", f"its {way} sum to {whole} bp")


def strange_tranches() -> Iterator[Finding]:
    """Each milestone of a contract in force has the tranche of its amount, and no other."""
    for contract in Contract.objects.filter(grant__isnull=False).select_related("grant"):
        amounts = milestone_fen(contract)
        rows = contract.milestones.select_related("tranche")
        for milestone, fen in zip(rows, amounts, strict=True):
            tranche = milestone.tranche
            theirs = (tranche.grant_id, tranche.amount_fen) if tranche else (contract.grant_id, 0)
            if theirs != (contract.grant_id, fen):
                yield found(milestone, "拨付节点与里程碑不符", "its tranche is not its own")


def overcommitted_items() -> Iterator[Finding]:
    for item in AwardedItem.objects.annotate(granted=Sum("contracts__grant_fen", filter=IN_PLAY)):
        if not (item.granted or 0) == item.committed_fen <= item.reserved_fen:
            yield found(
                item.reference,
                f"各赛道合计 {yuan(item.granted or 0)} 元，预留 {yuan(item.reserved_fen)} 元",
                f"its lanes have {yuan(item.granted or 0)} of {yuan(item.reserved_fen)} reserved",
            )


def surplus_lanes() -> Iterator[Finding]:
    counted = AwardedItem.objects.annotate(lanes=Count("contracts", filter=IN_PLAY))
    for reference in counted.filter(lanes__gt=F("lanes_wanted")).values_list(
        "reference", flat=True
    ):
        yield found(reference, "任务书多于赛道数", "it has more contracts than lanes")


def unequal_starts() -> Iterator[Finding]:
    for item in AwardedItem.objects.filter(has_equal_start=True):
        first = {milestone_fen(contract)[0] for contract in item.contracts.in_play()}
        if len(first) > 1:
            yield found(item.reference, "各赛道首期金额不等", "its lanes start with unequal money")


def empty_posts() -> Iterator[Finding]:
    for post in ("chief", "assistant"):
        vacant = Contract.objects.filter(**{f"item__wants_{post}": True, f"{post}__isnull": True})
        for number in vacant.values_list("number", flat=True):
            yield found(number, f"缺少 {post}", f"it has no {post}, and the round wants one")


def doubled_posts() -> Iterator[Finding]:
    for number in Contract.objects.filter(chief=F("assistant")).values_list("number", flat=True):
        yield found(number, "技术总师兼任财务助理", "its chief is its assistant")


def uncounted_extensions() -> Iterator[Finding]:
    made = Q(changes__kind=ChangeKind.EXTENSION, changes__state=ChangeState.MADE)
    counted = Contract.objects.annotate(made=Count("changes", filter=made))
    wrong = counted.exclude(made=F("extensions_taken"), made__lte=F("extensions_allowed"))
    for number in wrong.values_list("number", flat=True):
        yield found(number, "延期次数与记录或轮次不符", "its extensions are not as granted")


def silent_targets() -> Iterator[Finding]:
    """A target that is not as agreed was changed on record, with consent where it asks less."""
    for target in Target.objects.exclude(wanted=F("agreed")).select_related("contract"):
        made = ChangeRequest.objects.filter(
            contract=target.contract,
            kind=ChangeKind.TARGET,
            state=ChangeState.MADE,
            wanted__name=target.name,
        )
        last = made.order_by("-pk").first()
        if last is None or target.wanted != _number(last.wanted["value"]):
            yield found(target.pk, "考核指标与变更记录不符", "it was changed without record")


def _number(text: str) -> object:
    return Target._meta.get_field("wanted").to_python(text)


def unpromised_contracts() -> Iterator[Finding]:
    promised = Q(grant__isnull=True, state__in=UNPROMISED) | Q(
        grant__total_fen=F("grant_fen"), grant__party=F("party"), concluded_at__isnull=False
    )
    for number in Contract.objects.exclude(promised).values_list("number", flat=True):
        yield found(number, "任务书与立项不符", "its grant is not what it says")


def silent_withdrawals() -> Iterator[Finding]:
    """Whatever was withdrawn says why, was never signed, and leaves nothing open."""
    is_withdrawn = Q(state=ContractState.WITHDRAWN)
    is_told = Q(withdrawal__isnull=False)
    unlike = (is_withdrawn & (~is_told | Q(signed_at__isnull=False))) | (~is_withdrawn & is_told)
    is_open = is_withdrawn & Q(milestones__state__in=OPEN_MILESTONES)
    wrong = Contract.objects.filter(unlike | is_open).distinct()
    for number in wrong.values_list("number", flat=True):
        yield found(number, "撤回与记录不符", "its withdrawal is not as recorded")


AGREED = (
    Invariant(
        "programmes.milestone_shares_are_whole",
        Text("里程碑和联合体份额合计为整体", "Shares of milestones and consortia are whole"),
        broken_shares,
    ),
    Invariant(
        "programmes.milestones_have_their_tranche",
        Text("里程碑与拨付节点一一对应", "Each milestone has the tranche of its amount"),
        strange_tranches,
    ),
    Invariant(
        "programmes.lanes_stay_within_the_reservation",
        Text("各赛道补助合计不超过预留", "Grants of lanes stay within what was reserved"),
        overcommitted_items,
    ),
    Invariant(
        "programmes.items_have_the_lanes_they_want",
        Text("赛道数不超过轮次规定", "No item has more lanes than its round allows"),
        surplus_lanes,
    ),
    Invariant(
        "programmes.lanes_start_equal",
        Text("等额支持的赛道首期相等", "Lanes that start equal have equal first tranches"),
        unequal_starts,
    ),
    Invariant(
        "programmes.posts_are_filled",
        Text("轮次要求的岗位有人", "Posts that the round wants are filled"),
        empty_posts,
    ),
    Invariant(
        "programmes.chief_is_not_assistant",
        Text("技术总师不兼科研财务助理", "The chief is not the finance assistant"),
        doubled_posts,
    ),
    Invariant(
        "programmes.extensions_are_as_granted",
        Text("延期次数与批准记录一致且不超轮次", "Extensions are those granted, as allowed"),
        uncounted_extensions,
    ),
    Invariant(
        "programmes.targets_change_on_record",
        Text("指标调整都有记录", "Targets change on record only"),
        silent_targets,
    ),
    Invariant(
        "programmes.contracts_are_granted_as_signed",
        Text("生效任务书与立项金额一致", "A contract in force is granted what it says"),
        unpromised_contracts,
    ),
    Invariant(
        "programmes.withdrawn_contracts_were_never_signed",
        Text("撤回的任务书都有理由且未曾签订", "Withdrawn contracts say why and were never signed"),
        silent_withdrawals,
    ),
)
