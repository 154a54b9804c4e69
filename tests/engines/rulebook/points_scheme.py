"""Innovation points as a pack: the 18 core indicators of 1.0 in three stages, two deductions.

The list of indicators is that of 《企业创新积分制工作指引（1.0）》; stages, weights and scales are
examples of ours (示例): no source read gives them.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.engines.rulebook.samples import MINIMAL


class Indicator(NamedTuple):
    id: str
    zh: str
    of: str
    scale: str
    weights: tuple[int, int, int]


def _log(top: str) -> str:
    return f"log: {{from: 1万元, to: {top}, points: 100}}"


def _linear(top: str) -> str:
    zero = "0%" if top.endswith("%") else "0"
    return f"linear: {{from: {zero}, to: {top}, points: 100}}"


SECTIONS = {
    "innovation": (
        Indicator("rd", "研发费用金额", "rd_expense@last_year", _log("1亿元"), (8, 8, 10)),
        Indicator("rd-growth", "研发费用增速", "rd_growth", _linear("50%"), (4, 6, 4)),
        Indicator("rd-share", "研发费用占营业收入比例", "rd_expense@last_year / revenue@last_year",
                  _linear("15%"), (10, 8, 8)),
        Indicator("staff", "科技人员占比", "st_staff@last_year / employees@last_year",
                  _linear("50%"), (8, 6, 5)),
        Indicator("inventions", "发明专利申请", "inventions@last_year", _linear("10件"),
                  (10, 8, 8)),
        Indicator("pct", "PCT专利申请量", "pct@last_year", _linear("3件"), (4, 4, 4)),
        Indicator("contracts", "技术合同成交额", "contracts@last_year", _log("1亿元"), (4, 6, 6)),
    ),
    "growth": (
        Indicator("hightech", "高新技术产品收入", "hightech@last_year", _log("10亿元"), (4, 6, 8)),
        Indicator("revenue", "营业收入", "revenue@last_year", _log("10亿元"), (3, 6, 8)),
        Indicator("revenue-growth", "营业收入增长率", "revenue_growth", _linear("50%"), (6, 8, 6)),
        Indicator("graduates", "研究生以上人员占比", "masters@last_year / employees@last_year",
                  _linear("30%"), (6, 4, 4)),
        Indicator("relief", "加计扣除减免额", "relief@last_year", _log("1000万元"), (3, 4, 5)),
        Indicator("profit", "净资产利润率", "profit@last_year / net_assets@last_year",
                  _linear("20%"), (2, 4, 6)),
    ),
    "auxiliary": (
        Indicator("hired", "吸纳应届毕业生", "hired@last_year", _linear("20人"), (4, 4, 3)),
        Indicator("platforms", "省级以上平台", "platforms", _linear("3个"), (6, 5, 5)),
        Indicator("awards", "省级以上科技奖励", "awards", _linear("3个"), (4, 4, 4)),
        Indicator("projects", "省级以上科技计划项目", "projects", _linear("5个"), (6, 5, 4)),
        Indicator("venture", "获得风险投资金额", "venture@last_year", _log("1亿元"), (8, 4, 2)),
    ),
}  # fmt: skip
YEARLY = {
    "money": ("rd_expense", "revenue", "contracts", "hightech", "relief", "profit", "net_assets",
              "venture"),
    "count": ("st_staff", "employees", "inventions", "pct", "masters", "hired"),
    "flag": ("accident", "blacklisted"),
}  # fmt: skip
LASTING = {
    "count": ("platforms", "awards", "projects"), "flag": ("debtor",), "date": ("established_on",),
}  # fmt: skip
CATALOGUE = "".join(
    f"{name}: {{zh: {name}, en: {name}, type: {kind}, period: {period}, source: 某}}\n"
    for period, facts in (("year", YEARLY), ("none", LASTING))
    for kind, names in facts.items()
    for name in names
)
DEFINE = """\
define:
  rd_growth: {growth: {of: rd_expense, years: 2, zero_base: 0%}}
  revenue_growth: {growth: {of: revenue, years: 2, zero_base: 0%}}
clauses:"""
SCORE = """\
      - id: points
        article: 附件
        label: {zh: 创新积分（示例权重）, en: Innovation points (example weights)}
        score:
          most: 100
          decimals: 2
          stages:
            - {id: start, zh: 初创期, en: Start-up, when: revenue@last_year < 2000万元}
            - {id: growth, zh: 成长期, en: Growth, when: revenue@last_year < 4亿元}
            - {id: steady, zh: 稳定期, en: Steady}
          items:
ITEMS
          minus:
            - id: integrity
              label: {zh: 近三年重大安全事故或科研失信黑名单, en: Accident or blacklist in 3 years}
              when: {any: ["ever(accident, 3)", "ever(blacklisted, 3)"]}
              points: 10
            - {id: debtor, label: {zh: 失信被执行人, en: Debtor}, when: debtor, points: 10}
          grades:
            - {at_least: 0, zh: C, en: C}
            - {at_least: 40, zh: B, en: B}
            - {at_least: 70, zh: A, en: A}
"""


def scheme() -> str:
    items = "".join(_section(name, indicators) for name, indicators in SECTIONS.items())
    body = SCORE.replace("ITEMS\n", items)
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", body)
    return text.replace("clauses:", DEFINE)


def _section(name: str, indicators: tuple[Indicator, ...]) -> str:
    pad = " " * 12
    head = f"{pad}- id: {name}\n{pad}  label: {{zh: {name}, en: {name}}}\n{pad}  most: 100\n"
    return f"{head}{pad}  items:\n" + "".join(_item(one, pad) for one in indicators)


def _item(one: Indicator, pad: str) -> str:
    weights = ", ".join(
        f"{stage}: {weight}"
        for stage, weight in zip(("start", "growth", "steady"), one.weights, strict=True)
    )
    label = f"{{zh: {one.zh}, en: {one.id}}}"
    return (
        f"{pad}    - {{id: i-{one.id}, label: {label}, of: {one.of}, {one.scale}, "
        f"weight: {{{weights}}}}}\n"
    )
