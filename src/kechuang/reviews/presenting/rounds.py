"""A round for those who watch over it: its phases, its rules and where each page leads."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kechuang.base.actors import Actor
from kechuang.design.codes import discipline_name, region_name
from kechuang.reviews.access import oversees
from kechuang.reviews.models import ReviewRound
from kechuang.reviews.phases import ORDER, Thing
from kechuang.reviews.states import Method, Phase


def phase_strip(review_round: ReviewRound) -> list[tuple[str, str]]:
    """Each phase with ``past``, ``now`` or ``next``, in order."""
    now = ORDER.index(Phase(review_round.phase))
    places = ["past"] * now + ["now"] + ["next"] * (len(ORDER) - now - 1)
    return [(str(phase.label), place) for phase, place in zip(ORDER, places, strict=True)]


def sections(actor: Actor, review_round: ReviewRound) -> list[tuple[str, str]]:
    """The pages of the round that are open to the actor, each with its address."""
    pages = (
        ("round", _("概览"), Thing.APPLICANTS),
        ("leaks", _("匿名核对"), Thing.LEAKS),
        ("conflicts", _("利益冲突"), Thing.CONFLICTS),
        ("pool", _("抽取名单"), Thing.POOL),
        ("panels", _("评审席位"), Thing.PANELS),
        ("ranking", _("排序"), Thing.RANKING),
        ("unblindings", _("揭示申请"), Thing.UNBLINDINGS),
    )
    return [
        (label, reverse(f"reviews:{name}", args=[review_round.code]))
        for name, label, thing in pages
        if oversees(actor, review_round, thing)
    ]


def rules_of(review_round: ReviewRound) -> list[tuple[str, str]]:
    """What holds for the round from its opening to its end."""
    language = get_language() or "zh-hans"
    named = " · ".join(discipline_name(code, language) for code in review_round.fields)
    away = str(review_round.get_place_rule_display())
    if review_round.away_at_least:
        away = _("{rule}，至少 {seats} 席").format(rule=away, seats=review_round.away_at_least)
    return [
        (_("主管地区"), region_name(review_round.region_code, language)),
        (_("学科范围"), named or _("不限")),
        (_("分派办法"), review_round.get_method_display()),
        (_("每项意见数"), str(review_round.reports_wanted)),
        (_("每人评审上限"), str(review_round.load_limit)),
        (_("地区要求"), away),
        (_("情况不明者"), _("不入名单") if review_round.is_unknown_excluded else _("可入名单")),
        (_("拟立项数"), str(review_round.funded)),
        (_("意见截止"), f"{localtime(review_round.due_at):%Y-%m-%d %H:%M}"),
    ]


def is_drawn(review_round: ReviewRound) -> bool:
    return review_round.method == Method.DRAW
