"""A catalogue with a list of rights, as a bureau would write it, and a firm that has four."""

from __future__ import annotations

import json

from kechuang.engines.rulebook import Fact, FactCatalogue, read_catalogue

LISTS = """\
ip_rights:
  zh: 知识产权
  en: IP rights
  type: list
  unit: 件
  period: none
  source: 知识产权登记簿
  columns:
    class:
      zh: 类别
      en: Class
      type: code
      groups: {Ⅰ类: [发明专利, 植物新品种], Ⅱ类: [实用新型, 外观设计, 软件著作权]}
    granted_on: {zh: 授权日, en: Granted on, type: date}
    core: {zh: 与主要产品相关, en: Related to the main product, type: flag}
    income: {zh: 转化收入, en: Income, type: money}
established_on: {zh: 成立日期, en: Established, type: date, period: none, source: 登记}
employees: {zh: 职工, en: Staff, type: count, unit: 人, period: year, source: 社保}
major_accident: {zh: 事故, en: Accident, type: flag, period: year, source: 应急}
hnte_holder: {zh: 高企, en: HNTE, type: flag, period: none, source: 系统}
hnte_valid_until: {zh: 有效期, en: Valid until, type: date, period: none, source: 系统}
region_code: {zh: 地区, en: Region, type: code, period: none, source: 登记}
industry_code: {zh: 行业, en: Industry, type: code, period: none, source: 登记}
sales_revenue: {zh: 销售, en: Sales, type: money, period: year, source: 审计}
mainland_resident: {zh: 居民, en: Resident, type: flag, period: none, source: 登记}
"""

ROWS: list[dict[str, object]] = [
    {"class": "发明专利", "granted_on": "2022-05-01", "core": True, "income": 300_000_000},
    {"class": "实用新型", "granted_on": "2024-01-01", "core": True, "income": 100},
    {"class": "软件著作权", "granted_on": "2025-03-01", "core": False, "income": 200},
    {"class": "外观设计", "granted_on": "2025-03-01", "core": None, "income": None},
]


def list_catalogue() -> FactCatalogue:
    return read_catalogue(LISTS, name="facts.yaml")


def rights(rows: list[dict[str, object]]) -> Fact:
    return Fact("ip_rights", json.dumps(rows, ensure_ascii=False), source="登记簿")
