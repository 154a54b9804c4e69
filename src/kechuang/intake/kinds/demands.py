"""Demands: one row is one technical need of an enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kechuang.demands.services import NewDemand, NewTarget, import_demands, import_problems
from kechuang.demands.states import Confidentiality
from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fields import Cells, Draft, Field, Kind, Terms, reject_problems
from kechuang.intake.kinds.keys import source_key
from kechuang.intake.kinds.outcomes import CODE_UNKNOWN, read_modes
from kechuang.parties.services import ImportCount

UNTOLD = Text(
    "有的需求没有写要解决的问题，只能按标题匹配",
    "some demands do not tell the problem and are matched by their title alone",
)
OPENNESS = {"匿名": "name_hidden", "不公开": "restricted", "保密": "restricted"}

FIELDS = (
    Field(
        "id",
        Text("来源编号", "Key in the source"),
        read.read_text,
        ("编号", "需求编号", "key"),
    ),
    Field(
        "title",
        Text("名称", "Title"),
        read.read_text,
        ("需求名称", "需求标题", "项目名称", "标题", "name"),
        is_required=True,
    ),
    Field("title_en", Text("英文名称", "English title"), read.read_text),
    Field(
        "problem",
        Text("要解决的问题", "The problem"),
        read.read_prose,
        ("需求内容", "需求描述", "技术需求", "问题", "内容", "详细描述", "text", "description"),
    ),
    Field("background", Text("背景", "Background"), read.read_prose, ("需求背景", "现有基础")),
    Field(
        "public_text", Text("公开补充说明", "Further public text"), read.read_prose, ("补充说明",)
    ),
    Field("confidential_text", Text("保密内容", "Confidential text"), read.read_prose),
    Field(
        "confidentiality",
        Text("公开程度", "Openness"),
        read.choice_reader(Confidentiality, OPENNESS),
        ("是否公开", "公开方式"),
    ),
    Field(
        "enterprise_name",
        Text("需求企业", "Enterprise"),
        read.read_text,
        ("企业名称", "单位名称", "企业", "单位", "enterprise", "company"),
    ),
    Field(
        "enterprise_code",
        Text("企业信用代码", "Enterprise's credit code"),
        read.read_code,
        ("统一社会信用代码", "信用代码", "credit_code"),
    ),
    Field(
        "field",
        Text("技术领域", "Field of technology"),
        read.read_technical_field,
        ("领域", "所属领域", "category"),
    ),
    Field(
        "industry_code",
        Text("国民经济行业", "Industry"),
        read.read_industry,
        ("行业代码", "国民经济行业代码"),
    ),
    Field(
        "needed_maturity",
        Text("所需技术就绪水平", "Readiness level needed"),
        read.read_count,
        ("就绪水平", "成熟度", "trl"),
    ),
    Field(
        "budget_fen",
        Text("预算", "Budget"),
        read.read_money,
        ("投入预算", "意向投入", "预算金额", "budget"),
    ),
    Field(
        "deadline",
        Text("期望完成时间", "Wanted by"),
        read.read_partial_date,
        ("完成时间", "截止时间", "期限", "截止日期"),
    ),
    Field(
        "cooperation_modes", Text("合作方式", "Ways of cooperation"), read_modes, ("拟合作方式",)
    ),
    Field("metric", Text("指标", "Metric"), read.read_text, ("指标名称", "技术指标")),
    Field("current_value", Text("现值", "Present value"), read.read_text, ("现有水平",)),
    Field("target_value", Text("目标值", "Target value"), read.read_text, ("目标水平",)),
    Field("unit", Text("指标单位", "Unit of the metric"), read.read_text),
)
TARGET = ("metric", "target_value", "current_value", "unit")
ELSEWHERE = {"id", "enterprise_name", "enterprise_code", *TARGET}
CONTENT = tuple(each.name for each in FIELDS if each.name not in ELSEWHERE)


def draft(cells: Cells, terms: Terms) -> Draft:
    """The demand of one row."""
    key = source_key(cells, terms)
    given = {"title": "", "problem": ""} | cells.given(*CONTENT)
    content = NewDemand(
        **given, **_enterprise(cells, terms), targets=_targets(cells), source_key=key
    )
    reject_problems(cells, import_problems(content))
    if not content.problem:
        cells.warn(UNTOLD)
    return Draft(cells.number, (key,), content, tuple(cells.warnings))


def _targets(cells: Cells) -> tuple[NewTarget, ...]:
    given = cells.given(*TARGET)
    return (NewTarget(**{"metric": "", "target_value": ""} | given),) if given else ()


def _enterprise(cells: Cells, terms: Terms) -> dict[str, Any]:
    code, name = cells.get("enterprise_code"), cells.get("enterprise_name", "")
    entry = terms.directory.by_code.get(code) if code else terms.directory.named(name)
    if code and entry is None:
        cells.reject("enterprise_code", CODE_UNKNOWN)
    known = name or (entry.name if entry else "")
    return {"enterprise_name": known, "enterprise_id": entry.pk if entry else None}


def write(drafts: Sequence[Draft], terms: Terms) -> ImportCount:
    """Enter or update the demands by source and key."""
    return import_demands(
        by=terms.by,
        at=terms.at,
        rows=[draft.content for draft in drafts],
        source=terms.source,
        publish=terms.publishes,
    )


DEMANDS = Kind("demands", Text("需求", "Demands"), FIELDS, draft, write)
