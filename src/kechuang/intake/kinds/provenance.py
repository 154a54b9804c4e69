"""Where facts come from: columns that tables about parties and about facts share."""

from __future__ import annotations

from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.directory import Entry
from kechuang.intake.kinds.fields import Cells, Field, Terms
from kechuang.parties.access import can_certify

NOT_YOURS_TO_CERTIFY = Text(
    "核验单位由主管部门填写，企业不能为自己的事实写核验单位；请清空此格",
    "The authority says who certified a fact, a firm not for its own; leave this cell empty",
)

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


def reject_own_certificate(cells: Cells, terms: Terms, party: Entry) -> None:
    """Who acts for a party does not say who certified its facts, whatever else they are."""
    if cells.get("certified_by") and not can_certify(terms.by, party):
        cells.reject("certified_by", NOT_YOURS_TO_CERTIFY)
