"""A smallest list with one of everything, and the real one."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.lumpsum import Expense, NegativeList, load_list, load_lists

PACKS = Path(__file__).parents[3] / "packs"

SAMPLE = """\
id: sample
title: {zh: 样例, en: Sample}
version: "1"
valid_from: 2026-01-01
sources:
  rule: {zh: 某规定, en: A rule, issuer: 某机关, evidence: 示例}
kinds:
  goods: {zh: 物品, en: Goods, words: [器材]}
  fee: {zh: 专家费, en: Fee, words: [咨询费]}
marks:
  serves: {zh: 用于项目, en: For the project, presumed: true, basis: 示例}
  is_staff: {zh: 付给成员, en: Paid to staff}
items:
  fines:
    zh: 罚款
    en: Fines
    words: [罚款, penalty]
    hints: [处罚, fine]
    unless: [处罚案例]
    basis: {source: rule, article: {zh: 第一条, en: Article 1}}
  moved:
    zh: 向外转拨
    en: Transfers
    hints: [转拨]
    cleared_by: {mark: is_staff, is: false}
    basis: 示例
  fees:
    zh: 向成员发放专家费
    en: Fees to staff
    when: [{kinds: fee, mark: is_staff, is: true}, {mark: serves, is: false}]
    basis: 示例
ceilings:
  fees: {zh: 专家费上限, en: Ceiling of fees, kinds: fee, most_bp: 1000, basis: 示例}
  whole: {zh: 总额, en: The whole, most_bp: 10000, basis: 示例}
"""

REAL: NegativeList = load_lists(PACKS)["lump-sum"]
LIST: NegativeList = load_list(SAMPLE, name="sample.yaml")


def bought(text: str, kind: str = "goods", **more: object) -> Expense:
    return Expense("1", text, kind, **more)


def swapped(old: str, new: str, text: str = SAMPLE) -> str:
    """The sample with one thing changed that really stood there."""
    assert old in text, old
    return text.replace(old, new, 1)


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(start))
