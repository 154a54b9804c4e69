"""An expert's entry in words: facts, statements with their source, and what the seats tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kechuang.design.codes import discipline_name, region_name
from kechuang.reviews.models import Expert
from kechuang.reviews.models.statements import Statement
from kechuang.reviews.selectors import TrackRecord

PERCENT = 100
UNKNOWN = "—"


@dataclass(frozen=True)
class Line:
    """One statement: what kind, what it says, by which source of which day."""

    kind: str
    text: str
    source: str
    as_of: date


def facts_of(expert: Expert) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    mail = {True: _("已确认"), False: _("未确认"), None: UNKNOWN}[expert.is_email_confirmed]
    return [
        (_("职称"), expert.title or UNKNOWN),
        (_("学科"), " · ".join(discipline_name(code, language) for code in expert.fields)),
        (_("专长自述"), expert.own_words or UNKNOWN),
        (_("所在地"), region_name(expert.region_code, language) if expert.region_code else UNKNOWN),
        (_("邮箱"), mail),
        (_("平台账号"), _("已关联") if expert.account_id else _("未关联")),
        (_("身份证号"), _("已登记摘要") if expert.identity_digest else UNKNOWN),
        (_("来源"), expert.source),
    ]


def statements_of(expert: Expert) -> list[Line]:
    """Newest day first; contacts are kept as digests, so only their kind is told."""
    return sorted(_lines(expert), key=lambda line: (line.as_of, line.kind), reverse=True)


def track_of(record: TrackRecord) -> list[tuple[str, str]]:
    """Each fact by itself: nothing is mixed into one number."""
    distance = UNKNOWN if record.distance is None else f"{float(record.distance):.1f}"
    return [
        (_("分派"), str(record.assigned)),
        (_("已提交"), str(record.reported)),
        (_("其中逾期提交"), str(record.late)),
        (_("回避次数"), str(record.recused)),
        (_("缺席"), str(record.absent)),
        (_("逾期被递补"), str(record.replaced_late)),
        (_("与同组均分的平均差距（分）"), distance),
        (_("比较过的意见数"), str(record.compared)),
    ]


def _lines(expert: Expert) -> Iterator[Line]:
    for post in expert.posts.all():
        until = post.until.isoformat() if post.until else _("至今")
        since = post.since.isoformat() if post.since else ""
        yield _line(_("任职"), f"{post.unit_name} {since}–{until}", post)
    for tie in expert.ties.all():
        year = f" {tie.year}" if tie.year else ""
        yield _line(tie.get_kind_display(), f"{tie.person}{year}", tie)
    for held in expert.holdings.all():
        share = "" if held.share_bp is None else f" {held.share_bp / PERCENT:g}%"
        yield _line(_("持股"), f"{held.unit_name}{share}", held)
    for contact in expert.contacts.all():
        yield _line(contact.get_kind_display(), _("已登记摘要"), contact)
    for declared in expert.declarations.all():
        yield _line(_("全部说明"), declared.get_topic_display(), declared)


def _line(kind: str, text: str, row: Statement) -> Line:
    return Line(kind, text, row.source, row.as_of)
