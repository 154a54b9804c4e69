"""Word files of the story: commitments, plans, reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx

from kechuang.base.actors import Actor
from kechuang.demo.challenges.stories import Offer, Story
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file


def paper(by: Actor, at: datetime, title: str, lines: Sequence[str]) -> StoredFile:
    """A short document that ``by`` uploads."""
    return store_file(by=by, at=at, name=f"{title}.docx", content=_written(title, lines))


def commitment(story: Story) -> list[str]:
    """What a demander signs before it files its need."""
    return [
        f"本单位就“{story.title}”提出技术需求，承诺所填内容真实。",
        f"项目研发总投入{story.budget}万元，其中自筹{story.own_funds}万元，按任务书约定到位。",
        "本单位与揭榜方不存在关联关系，不以任何方式指定揭榜方。",
    ]


def pledge(story: Story) -> list[str]:
    """What a bidder signs before it seals its bid."""
    return [
        f"我方自愿揭榜“{story.title}”，所提交方案为自主研究形成。",
        "我方无科研失信行为，承诺按方案投入经费与人员，接受里程碑考核。",
    ]


def plan(story: Story, offer: Offer) -> list[str]:
    """The technical plan for the reviewers; it names no unit and no person."""
    pairs = zip(story.targets, offer.promised, strict=True)
    return [
        "一、问题理解",
        story.gap,
        "二、技术路线",
        offer.route,
        "三、指标承诺",
        *(
            f"{target.indicator}：现状{target.present}，目标{target.wanted}，承诺{promised}；"
            f"考核方式为{target.proof}。"
            for target, promised in pairs
        ),
        "四、风险与对策",
        offer.risk,
        "五、周期与经费",
        f"{offer.months}个月完成，总经费{offer.budget}万元，申请补助{offer.grant}万元。",
    ]


def _written(title: str, lines: Sequence[str]) -> bytes:
    book = docx.Document()
    book.add_heading(title, level=1)
    for line in lines:
        book.add_paragraph(line)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
