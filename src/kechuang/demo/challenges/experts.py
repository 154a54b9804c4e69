"""The six experts of the story: of six units in three provinces, none of them the city's.

Whoever reviews a bid comes from another province than its bidder; a bid of a unit in the first
experts' province is left to three, so that everybody sits on some panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.accounts.models import User
from kechuang.demo.challenges.acting import OFFICER, SCORERS, player
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.units import code_of
from kechuang.parties.models import Party
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from kechuang.reviews.states import Topic

ENTERED_ON = date(2026, 1, 4)


@dataclass(frozen=True)
class Judge:
    """``unit`` is a key of ``units.OUTSIDERS``; ``fields`` are codes of GB/T 13745."""

    username: str
    title: str
    unit: str
    fields: tuple[str, ...]
    own_words: str


JUDGES = (
    Judge("expert", "教授", "hanmo", ("430", "470"), "功率器件封装、界面可靠性"),
    Judge("expert2", "研究员", "suyuan", ("430",), "防腐涂层、海洋材料"),
    Judge("expert3", "教授", "tinglan", ("460", "520"), "无损检测、精密测量"),
    Judge("expert4", "正高级工程师", "heming", ("470",), "输变电装备、现场试验"),
    Judge("expert5", "教授", "qinghe", ("520",), "图像识别、机器人"),
    Judge("expert6", "教授", "baiyu", ("430", "460"), "表面工程、寿命预测"),
)


def register_experts() -> None:
    """Each tells everything that conflicts are judged by, and is confirmed by the bureau."""
    for judge in JUDGES:
        _register(judge)


def judge_of(expert: Expert) -> str:
    """The log-in of an expert."""
    return str(User.objects.get(review_expert=expert).username)


def _register(judge: Judge) -> None:
    officer, account = player(OFFICER), User.objects.get(username=judge.username)
    unit = Party.objects.get(credit_code=code_of(judge.unit))
    expert = reviews.register_expert(
        by=officer,
        at=at("01-05T09:00"),
        expert=reviews.NewExpert(
            name=account.full_name,
            title=judge.title,
            fields=judge.fields,
            own_words=judge.own_words,
            source="本人填报（虚构示例）",
            region_code=unit.region_code,
            identity_number=f"示例证件 {account.full_name}",
            is_email_confirmed=True,
            account=account,
        ),
    )
    reviews.state_about_expert(
        by=officer,
        at=at("01-05T10:00"),
        expert=expert,
        said=[reviews.NewPost(party=unit, since=date(2012, 7, 1))],
        source="本人填报（虚构示例）",
        as_of=ENTERED_ON,
        complete=tuple(Topic),
    )
    reviews.confirm_expert(by=player(SCORERS[0]), at=at("01-05T11:00"), expert=expert)
