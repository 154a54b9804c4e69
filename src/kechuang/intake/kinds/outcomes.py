"""Outcomes: one row is one outcome with its owners."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kechuang.base.registry.modes import CooperationMode
from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fields import Cells, Draft, Field, Kind, Terms, reject_problems
from kechuang.intake.kinds.headings import Heading
from kechuang.intake.kinds.keys import source_key
from kechuang.outcomes.models import WHOLE_BP
from kechuang.outcomes.services import NewOutcome, NewShare, import_outcomes, import_problems
from kechuang.outcomes.states import DiscoveryChannel, RightsKind
from kechuang.parties.services import ImportCount

SHARE = re.compile(r"(?P<owner>.+?)[\s:：|]*(?P<percent>\d{1,3}(?:\.\d{1,2})?\s*[%％])")
RIGHTS = {"发明": "invention_patent", "实用新型": "utility_model", "软著": "software"}
CODE_UNKNOWN = Text(
    "没有登记此信用代码的主体；请先导入该主体，或留空",
    "No party with this code is registered; import it first, or leave the cell blank",
)


def read_modes(raw: str, heading: Heading) -> tuple[str, ...]:
    """Ways of cooperation, several to a cell."""
    one = read.choice_reader(CooperationMode, {"合作": "joint_development", "入股": "equity"})
    return tuple(one(word, heading) for word in read.read_words(raw, heading))


def read_owners(raw: str, heading: Heading) -> tuple[NewShare, ...]:
    """“甲大学 60%；乙公司 40%”, or one name for the whole."""
    parts = [part.strip() for part in re.split(r"[;；、\n]", raw) if part.strip()]
    if len(parts) == 1 and not SHARE.fullmatch(parts[0]):
        return (NewShare(parts[0], WHOLE_BP),)
    return tuple(_share(part, heading) for part in parts)


def _share(part: str, heading: Heading) -> NewShare:
    match = SHARE.fullmatch(part)
    if match is None:
        raise read.refused(
            part,
            Text(
                "有多个权利人时须写明份额，如“甲大学 60%；乙公司 40%”",
                "several owners need their shares, as in “甲大学 60%；乙公司 40%”",
            ),
        )
    return NewShare(match["owner"].strip(), read.read_ratio(match["percent"], heading))


FIELDS = (
    Field(
        "id",
        Text("来源编号", "Key in the source"),
        read.read_text,
        ("编号", "成果编号", "key"),
    ),
    Field(
        "title",
        Text("名称", "Title"),
        read.read_text,
        ("成果名称", "项目名称", "题名", "标题", "专利名称", "name"),
        is_required=True,
    ),
    Field("title_en", Text("英文名称", "English title"), read.read_text, ("英文题名",)),
    Field(
        "public_summary",
        Text("公开摘要", "Public summary"),
        read.read_prose,
        (
            "摘要",
            "简介",
            "成果简介",
            "成果介绍",
            "内容",
            "abstract",
            "text",
            "summary",
            "description",
        ),
    ),
    Field(
        "public_summary_en",
        Text("英文公开摘要", "English public summary"),
        read.read_prose,
        ("英文摘要", "abstract_en"),
    ),
    Field("confidential_text", Text("保密内容", "Confidential text"), read.read_prose),
    Field("keywords", Text("关键词", "Keywords"), read.read_words, ("关键字", "主题词")),
    Field(
        "discipline",
        Text("学科", "Discipline"),
        read.read_text,
        ("学科分类", "一级学科", "学科代码"),
    ),
    Field(
        "field",
        Text("技术领域", "Field of technology"),
        read.read_technical_field,
        ("领域", "所属领域", "门类", "学科门类", "category"),
    ),
    Field(
        "maturity",
        Text("技术就绪水平", "Readiness level"),
        read.read_count,
        ("就绪水平", "成熟度", "技术成熟度", "trl"),
    ),
    Field(
        "rights",
        Text("权利类型", "Kind of right"),
        read.choice_reader(RightsKind, RIGHTS),
        ("专利类型", "知识产权类型"),
    ),
    Field(
        "patent_numbers",
        Text("专利号", "Patent numbers"),
        read.read_words,
        ("申请号", "专利申请号"),
    ),
    Field("ipc", Text("国际专利分类", "IPC"), read.read_text, ("ipc分类号", "分类号", "主分类号")),
    Field(
        "channel", Text("发现渠道", "Channel"), read.choice_reader(DiscoveryChannel), ("来源渠道",)
    ),
    Field("cooperation_modes", Text("合作方式", "Ways of cooperation"), read_modes, ("转化方式",)),
    Field(
        "price_fen", Text("意向价格", "Asking price"), read.read_money, ("价格", "报价", "price")
    ),
    Field(
        "owners",
        Text("权利人", "Owners"),
        read_owners,
        ("权利人与份额", "专利权人", "完成单位", "所属单位", "单位", "owner"),
    ),
    Field(
        "owner_code",
        Text("权利人信用代码", "Owner's credit code"),
        read.read_code,
        ("统一社会信用代码", "信用代码", "credit_code"),
    ),
)
CONTENT = tuple(f.name for f in FIELDS if f.name not in {"id", "owners", "owner_code"})


def draft(cells: Cells, terms: Terms) -> Draft:
    """The outcome of one row."""
    key = source_key(cells, terms)
    given = cells.given(*CONTENT)
    content = NewOutcome(**{"title": ""} | given, source_key=key, owners=_owners(cells, terms))
    reject_problems(cells, import_problems(content))
    return Draft(cells.number, (key,), content)


def _owners(cells: Cells, terms: Terms) -> tuple[NewShare, ...]:
    code = cells.get("owner_code")
    entry = terms.directory.by_code.get(code) if code else None
    if code and entry is None:
        cells.reject("owner_code", CODE_UNKNOWN)
    shares = cells.get("owners")
    if shares is None:
        return (NewShare(entry.name, WHOLE_BP, entry.pk),) if entry else ()
    if entry and len(shares) == 1:
        return (NewShare(shares[0].owner_name, WHOLE_BP, entry.pk),)
    return tuple(_registered(share, terms) for share in shares)


def _registered(share: NewShare, terms: Terms) -> NewShare:
    entry = terms.directory.named(share.owner_name)
    return NewShare(share.owner_name, share.share_bp, entry.pk if entry else None)


def write(drafts: Sequence[Draft], terms: Terms) -> ImportCount:
    """Enter or update the outcomes by source and key."""
    return import_outcomes(
        by=terms.by,
        at=terms.at,
        rows=[draft.content for draft in drafts],
        source=terms.source,
        publish=terms.publishes,
    )


OUTCOMES = Kind("outcomes", Text("成果", "Outcomes"), FIELDS, draft, write)
