"""A catalogue that also has a list, as a bureau would add one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from pytest_django import Settings

from kechuang.intake.kinds.fact_columns import fact_fields
from kechuang.packs.catalogue import fact_catalogue

LIST = """
owned_rights:
  zh: 拥有的知识产权
  en: Owned rights
  type: list
  unit: 件
  period: none
  source: 知识产权登记簿
  import: [知识产权清单]
  columns:
    class: {zh: 类别, en: Class, type: code, groups: {Ⅰ类: [发明专利], Ⅱ类: [实用新型, 外观设计]}}
    granted_on: {zh: 授权日, en: Granted on, type: date}
    core: {zh: 核心, en: Core, type: flag}
    income: {zh: 转化收入, en: Income, type: money}
    share: {zh: 占比, en: Share, type: ratio}
"""
WRITTEN = (
    "类别：发明专利，授权日：2022-05-01，核心：是；类别=外观设计，转化收入=1,200万元，占比=3.65%"
)
KEPT = json.dumps(
    [
        {"class": "发明专利", "core": True, "granted_on": "2022-05-01"},
        {"class": "外观设计", "income": 1_200_000_000, "share": 365},
    ],
    ensure_ascii=False,
)


def catalogue_with_a_list(changed: Settings, folder: Path) -> Iterator[None]:
    shipped = (settings.PACKS_FOLDER / "facts.yaml").read_text(encoding="utf-8")
    (folder / "facts.yaml").write_text(shipped + LIST, encoding="utf-8")
    changed.PACKS_FOLDER = folder
    _forget()
    yield
    _forget()


def _forget() -> None:
    fact_catalogue.cache_clear()
    fact_fields.cache_clear()
