"""One policy with a threshold, a rate and a cap, and firms on either side of each."""

from __future__ import annotations

from kechuang.engines.rulebook import Fact, FactSheet
from tests.engines.rulebook.samples import WAN

POLICY = """\
id: rd-award
title: {zh: 研发奖补, en: R&D award}
issuer: 某局
doc_no: 样例〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: hard
define:
  rate: {dated: {at: on, versions: [{from: 2026-01-01, value: 10%, article: 第三条}]}}
clauses:
  - id: award
    kind: subsidy
    title: {zh: 奖补, en: Award}
    article: 第二条
    conditions:
      # 人数门槛
      - id: staff
        label: {zh: 职工不少于20人, en: At least 20 employees}
        article: 第二条（一）
        test: employees@last_year >= 20人
    amount:
      label: {zh: 奖补, en: Award}
      items:
        - id: part
          label: {zh: 研发费用的一成, en: A tenth of R&D}
          article: 第三条
          compute: rd_expense@last_year * rate
          cap: 50万元
"""
RELYING = """\
id: loan
title: {zh: 贴息, en: Loan}
issuer: 某局
doc_no: 样例〔2026〕2号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: hard
relies_on: [rd-award]
clauses:
  - id: interest
    kind: loan
    title: {zh: 贴息, en: Interest}
    article: 第一条
    conditions:
      - {id: awarded, label: {zh: 获奖补, en: Awarded}, article: 第一条, policy: rd-award}
"""
YEAR = "2025"


def firm(subject: str, staff: int | None, rd: int | None = 100, **told: str) -> FactSheet:
    """``rd`` in 万元; ``told``: region_code, industry_code."""
    facts = [Fact(name, code) for name, code in told.items()]
    if staff is not None:
        facts.append(Fact("employees", staff, YEAR))
    if rd is not None:
        facts.append(Fact("rd_expense", rd * WAN, YEAR))
    return FactSheet(subject, facts)
