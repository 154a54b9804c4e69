"""The item behind a contract: entered with its first lane, held to its reservation by all."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db.models import F

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import wrong_state
from kechuang.base.turns import take_turn
from kechuang.engines.lumpsum import NegativeList, load_list
from kechuang.ledger.refusals import yuan
from kechuang.programmes.models.execution import AwardedItem, Contract, NegativeListVersion
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.services.execution.awards import ProjectAward


def item_of(by: Actor, at: datetime, award: ProjectAward) -> AwardedItem:
    """The item of the award, locked; entered with the round's terms when it is its first lane.

    Drafts of one item take turns, since before the first of them there is no row to lock.
    """
    take_turn(f"award {award.reference}")
    known = AwardedItem.objects.select_for_update().filter(reference=award.reference).first()
    if known is None:
        return _entered(by, at, award)
    if (known.demander_id, known.reserved_fen) != (award.demander.pk, award.reserved_fen):
        raise wrong_state(
            NOT_DRAFTED,
            "同一榜单的需求方或预留金额与已有任务书不一致",
            "demander or reservation differ from those of the item's other contracts",
        )
    return known


def lane_of(item: AwardedItem, wanted: int | None) -> int:
    """The lane of a new contract, the first free one unless ``wanted`` names it; refused where it,
    or all the lanes of the round, are taken."""
    taken = set(item.contracts.in_play().values_list("lane", flat=True))
    if wanted in taken:
        raise wrong_state(
            NOT_DRAFTED,
            f"第 {wanted} 赛道已有任务书",
            f"lane {wanted} has a contract already",
        )
    if len(taken) >= item.lanes_wanted:
        raise wrong_state(
            NOT_DRAFTED,
            f"本榜单只设 {item.lanes_wanted} 支队伍，已全部立项",
            f"the item has {item.lanes_wanted} lanes and all are taken",
        )
    return wanted or next(lane for lane in count(1) if lane not in taken)


def uncommit(contract: Contract) -> None:
    """Give back to the item what a withdrawn contract had taken; the ledger still holds it for
    the award."""
    AwardedItem.objects.filter(pk=contract.item_id).update(
        committed_fen=F("committed_fen") - contract.grant_fen
    )


def commit(item: AwardedItem, amount_fen: int) -> None:
    """Take ``amount_fen`` out of what was reserved for the item; at once for all who ask."""
    held = AwardedItem.objects.filter(
        pk=item.pk, committed_fen__lte=F("reserved_fen") - amount_fen
    ).update(committed_fen=F("committed_fen") + amount_fen)
    if held:
        return
    item.refresh_from_db()
    free = item.reserved_fen - item.committed_fen
    raise wrong_state(
        NOT_DRAFTED,
        f"本榜单预留尚余 {yuan(free)} 元，本次需 {yuan(amount_fen)} 元",
        f"{yuan(free)} yuan of the item's reservation are left and {yuan(amount_fen)} are needed",
    )


def _entered(by: Actor, at: datetime, award: ProjectAward) -> AwardedItem:
    terms = award.terms
    item = AwardedItem.objects.create(
        reference=award.reference,
        case=award.item_case or award.case,
        demander=award.demander,
        title=award.title,
        title_en=award.title_en,
        reserved_fen=award.reserved_fen,
        lanes_wanted=terms.lanes,
        has_equal_start=terms.has_equal_start,
        stage_gates=terms.stage_gates,
        wants_chief=terms.wants_chief,
        wants_assistant=terms.wants_assistant,
        extensions_allowed=terms.extensions_allowed,
        evaluated_after_months=terms.evaluated_after_months,
        negative_list=enter_negative_list(at=at, source=award.negative_list),
        opened_at=at,
    )
    told = {
        "reference": item.reference,
        "reserved_fen": item.reserved_fen,
        "lanes": item.lanes_wanted,
        "negative_list": item.negative_list.digest,
    }
    record(by=by, at=at, command="enter_item", target=item, payload=told)
    return item


def enter_negative_list(*, at: datetime, source: str) -> NegativeListVersion:
    """The version of the list with this content; a broken one is refused with the line."""
    loaded: NegativeList = load_list(source, name="negative-list")
    version, _ = NegativeListVersion.objects.get_or_create(
        digest=loaded.digest,
        defaults={
            "list_id": loaded.id,
            "version": loaded.version,
            "title": loaded.title.zh,
            "title_en": loaded.title.en,
            "source": source,
            "entered_at": at,
        },
    )
    return version
