"""The experts invited to a stage, for its office; and which acts make sense meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from kechuang.base.actors import Actor
from kechuang.base.registry.wording import said
from kechuang.ledger.access import can_read_books
from kechuang.ledger.presenting.rows import Rows
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.presenting.expert.stages import TONES
from kechuang.programmes.selectors.execution.hints import Hint, hints_at
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria, waited_for

OWN_SCORES = {"score_lane", "score_milestone"}
DECISIONS = {"propose_gate", "recommend_milestone"}
ENDINGS = {"end_gate_scoring", "end_milestone_scoring"}
PER_CENT_BP = 100


def fitting_acts(stage: Stage, names: Iterable[str]) -> tuple[str, ...]:
    """Of ``names`` those that make sense with the invitations as they stand."""
    is_asked, is_waiting = stage.invitations.exists(), waited_for(stage) > 0
    left = OWN_SCORES if is_asked else set()
    left = left | (DECISIONS if is_waiting else ENDINGS)
    return tuple(name for name in names if name not in left)


def invitations_shown(actor: Actor, stage: Stage) -> list[tuple[StageInvitation, str]]:
    """Who was asked and has answered, with a tone; for the office and auditors alone."""
    if not can_read_books(actor):
        return []
    return [(row, TONES[row.state]) for row in stage.invitations]


def hints_shown(actor: Actor, stage: Stage) -> tuple[Hint, ...]:
    """What may still tell experts whose material it is, for the office while it may be mended."""
    return hints_at(stage) if can_read_books(actor) and stage.is_open else ()


def stage_facts(stage: Stage) -> Rows:
    criteria = "；".join(
        f"{said(one.label)} {one.weight_bp / PER_CENT_BP:g}%" for one in stage_criteria(stage.item)
    )
    return [
        (gettext("榜单"), stage.item.title),
        (gettext("评分指标"), criteria),
        (gettext("匿名评分"), gettext("是") if stage.is_blind else gettext("否")),
        *_hinted(len(hints_at(stage))),
    ]


def _hinted(count: int) -> Rows:
    if not count:
        return []
    told = gettext("%(count)d 处，见上一页；请先核对，再请专家评分") % {"count": count}
    return [(gettext("疑似透露身份的文字"), told)]
