"""Opening rounds, moving them from phase to phase, closing them."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.identifiers import discipline_name, region_name
from kechuang.engines import panel
from kechuang.reviews.access import can_manage, can_open_rounds
from kechuang.reviews.models import Criterion, ReviewRound, Stakeholder
from kechuang.reviews.selectors.rules import quotas_of, scheme_of
from kechuang.reviews.services.inputs import NewCriterion, NewStakeholder, RoundPlan
from kechuang.reviews.states import Method, Phase, PlaceRule, TieKind

NOT_OPENED = Text("评审轮次未建立", "The round was not opened")
NOT_MOVED = Text("评审轮次未推进", "The round did not move on")
CORRECT = Text("请更正后重试", "Correct it and try again")
MOST_EXCLUSIONS = 3
COPIED = (
    "code",
    "title",
    "region_code",
    "method",
    "reports_wanted",
    "load_limit",
    "place_rule",
    "region_at_most",
    "pair_cap_bp",
    "most_exclusions",
    "former_post_years",
    "is_unknown_excluded",
    "funded",
    "review_on",
    "due_at",
)


@transaction.atomic
def open_review_round(*, by: Actor, at: datetime, plan: RoundPlan) -> ReviewRound:
    """Enter a round with its rules, which nobody can change afterwards.

    Refuses weights that are not 100 %, fewer than three reports, quotas no panel can keep, an
    unknown tie rule, relation or discipline, and a code that is taken.
    """
    require(can_open_rounds(by, plan.region_code), Text("建立评审轮次", "open a round"))
    _refuse_unsound(plan)
    row = _as_row(plan)
    scheme = scheme_of([_criterion(row, one) for one in plan.criteria], row.reports_wanted)
    panel.Pool.sealed(plan.code, plan.region_code, quotas_of(row), ())
    panel.rank(scheme, (), ties=plan.ties)
    row.save()
    for one in plan.criteria:
        _criterion(row, one).save()
    for stake in plan.stakeholders:
        _stakeholder(row, stake).save()
    payload = {"code": row.code, "to": str(Phase.PREPARING), "reports_wanted": row.reports_wanted}
    record(by=by, at=at, command="open_review_round", target=row, payload=payload)
    return row


@transaction.atomic
def start_scoring(*, by: Actor, at: datetime, review_round: ReviewRound) -> ReviewRound:
    """Let the reviewers hand in their reports."""
    row = locked_round(by, review_round, Phase.ASSIGNED, what=NOT_MOVED)
    return move_round(by=by, at=at, row=row, to=Phase.SCORING, command="start_scoring")


@transaction.atomic
def close_review_round(*, by: Actor, at: datetime, review_round: ReviewRound) -> ReviewRound:
    """End the round: applicants read their opinions, anybody the record of the draws."""
    row = locked_round(by, review_round, Phase.OPENED, what=NOT_MOVED)
    return move_round(by=by, at=at, row=row, to=Phase.CLOSED, command="close_review_round")


def locked_round(by: Actor, review_round: ReviewRound, *phases: Phase, what: Text) -> ReviewRound:
    """The row of the round, locked, which must be in one of ``phases``."""
    require(can_manage(by, review_round), Text("管理此评审轮次", "manage this round"))
    row = ReviewRound.objects.select_for_update().get(pk=review_round.pk)
    require_phase(row, *phases, what=what)
    return row


def require_phase(row: ReviewRound, *phases: Phase, what: Text) -> None:
    """Raise ``WrongState`` unless the round is in one of ``phases``."""
    if row.phase not in phases:
        needed = Text("、".join(str(p.label) for p in phases), ", ".join(phases))
        raise wrong_state(
            what,
            f"本轮处于“{row.get_phase_display()}”阶段，须在：{needed.zh}",
            f"the round is {row.phase}; this is done while it is: {needed.en}",
            Text("请按顺序办理", "Take the steps in their order"),
        )


def move_round(
    *, by: Actor, at: datetime, row: ReviewRound, to: Phase, command: str, **said: object
) -> ReviewRound:
    """Bring a locked round into its next phase, on the record."""
    row.phase = to
    row.save(update_fields=["phase", "public_word", "opened_at"])
    record(by=by, at=at, command=command, target=row, payload={"to": str(to), **said})
    return row


def _as_row(plan: RoundPlan) -> ReviewRound:
    away = plan.away_at_least
    if away is None:
        away = 0 if plan.place_rule == PlaceRule.ANY else plan.reports_wanted
    return ReviewRound(
        **{name: getattr(plan, name) for name in COPIED},
        fields=list(plan.fields),
        away_at_least=away,
        conflict_years=dict(plan.conflict_years),
        switched_off=list(plan.switched_off),
        ties=list(plan.ties),
        phase=Phase.PREPARING,
        order_key=secrets.token_hex(32),
    )


def _criterion(row: ReviewRound, one: NewCriterion) -> Criterion:
    return Criterion(
        round=row,
        code=one.code,
        label=one.label,
        label_en=one.label_en,
        weight_bp=one.weight_bp,
        most=one.most,
    )


def _stakeholder(row: ReviewRound, one: NewStakeholder) -> Stakeholder:
    name = one.party.name if one.party else one.name.strip()
    return Stakeholder(
        round=row,
        role=one.role.zh,
        role_en=one.role.en,
        party=one.party,
        name=name,
        people=list(one.people),
    )


def _refuse_unsound(plan: RoundPlan) -> None:
    region_name(plan.region_code)
    for code in plan.fields:
        discipline_name(code)
    away, is_lottery = plan.away_at_least or 0, plan.method == Method.LOTTERY
    strange_ties = set(plan.conflict_years) - set(TieKind.values)
    faults = (
        (plan.reports_wanted < panel.LEAST_REPORTS, "每项不足三份意见", "fewer than three reports"),
        (plan.load_limit < 1, "每人评审上限小于1", "the load limit is below 1"),
        (not 0 <= plan.most_exclusions <= MOST_EXCLUSIONS, "至多请求回避三人", "at most three"),
        (away > plan.reports_wanted, "异地席位多于席位", "more seats from elsewhere than seats"),
        (is_lottery != bool(plan.pair_cap_bp), "每对概率上限与办法不符", "the pair cap misfits"),
        (bool(strange_ties), "不认识的回避关系", "an unknown relation"),
        (not plan.code.strip() or not plan.title.strip(), "没有代码或名称", "no code or title"),
        (ReviewRound.objects.filter(code=plan.code).exists(), "代码已被使用", "the code is taken"),
    )
    for is_faulty, zh, en in faults:
        if is_faulty:
            raise invalid(NOT_OPENED, zh, en, CORRECT)
