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
        ("exclusions", _("回避请求"), Thing.CONFLICTS),
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
    most = review_round.region_at_most
    if review_round.away_at_least:
        away = _("{rule}，至少 {seats} 席").format(rule=away, seats=review_round.away_at_least)
    return [
        (_("主管地区"), region_name(review_round.region_code, language)),
        (_("学科范围"), named or _("不限")),
        (_("分派办法"), review_round.get_method_display()),
        (_("每项意见数"), str(review_round.reports_wanted)),
        (_("每人评审上限"), str(review_round.load_limit)),
        (_("地区要求"), away),
        (_("同一地区上限"), str(most) if most else _("不限")),
        *_chance(review_round),
        (_("同分规则"), " · ".join(tie_words(review_round))),
        (_("原单位回避年限"), _years(review_round.former_post_years)),
        *_stakes(review_round, language),
        (_("情况不明者"), _("不入名单") if review_round.is_unknown_excluded else _("可入名单")),
        (_("拟立项数"), str(review_round.funded)),
        (_("意见截止"), f"{localtime(review_round.due_at):%Y-%m-%d %H:%M}"),
    ]


def tie_words(review_round: ReviewRound) -> list[str]:
    """What decides between equal scores, in order."""
    words = {"lowest": _("最低一份意见高者在前"), "median": _("中位数高者在前")}
    labels = {f"criterion:{one.code}": one.label for one in review_round.criteria.all()}
    words |= {name: _("“{label}”高者在前").format(label=label) for name, label in labels.items()}
    return [words.get(name, name) for name in review_round.ties]


def _chance(review_round: ReviewRound) -> list[tuple[str, str]]:
    cap = review_round.pair_cap_bp
    return [(_("每对概率上限"), f"{cap // 100}.{cap % 100:02d}%")] if cap else []


def _stakes(review_round: ReviewRound, language: str) -> list[tuple[str, str]]:
    """As what others than applicants have a stake; who they are stands on the pages of the case."""
    roles = (one.part.said_in(language) for one in review_round.stakeholders.all())
    named = " · ".join(dict.fromkeys(roles))
    return [(_("利害关系方（一律回避）"), named)] if named else []


def _years(years: int | None) -> str:
    return _("不限") if years is None else str(years)


def is_drawn(review_round: ReviewRound) -> bool:
    return review_round.method == Method.DRAW
