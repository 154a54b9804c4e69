"""Where facts come from: columns that tables about parties and about facts share."""

from __future__ import annotations

from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fields import Field

PROVENANCE = (
    Field("period", Text("年度", "Year"), read.read_year, ("年份", "会计年度", "期间", "year")),
    Field("source", Text("来源", "Source"), read.read_text, ("数据来源", "资料来源")),
    Field(
        "as_of", Text("截至日期", "As of"), read.read_day, ("截止日期", "数据日期", "as_of_date")
    ),
    Field(
        "certified_by", Text("核验单位", "Certified by"), read.read_text, ("认定单位", "出具单位")
    ),
)
