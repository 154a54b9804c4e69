"""A sweep ranks each firm among all of them, whichever part and process computes it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from kechuang.batch.executors import executor_for, in_order
from kechuang.batch.frozen import freeze, pack_line, party_line
from kechuang.batch.work import Slice, compute
from kechuang.engines.rulebook import Fact, load_pack, read_catalogue
from tests.rooms.batch.test_frozen import CATALOGUE, kept

ON = date(2026, 11, 21)
FIRMS = 12
PACK = """
id: ranked
title: {zh: 排名, en: Ranked}
issuer: 某局
doc_no: 证明〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: hard
clauses:
  - id: only
    kind: recognition
    title: {zh: 条款, en: Clause}
    article: 第一条
    conditions:
      - id: total
        article: 第二条
        label: {zh: 评分, en: Score}
        score:
          pass: 50
          most: 100
          items:
            - id: size
              label: {zh: 收入, en: Revenue}
              of: revenue@last_year
              percentile: {points: 100}
"""


def frozen_file(folder: Path) -> str:
    catalogue = read_catalogue(CATALOGUE["source"], name="facts.yaml")
    pack = load_pack(PACK, name="ranked.yaml", catalogue=catalogue)
    firms = [
        party_line(str(number), [Fact("revenue", number * 100, "2025")]) for number in range(FIRMS)
    ]
    content, _ = freeze([CATALOGUE, pack_line(pack), *firms])
    return str(kept(content, folder))


def parts(folder: Path, size: int) -> list[Slice]:
    path = frozen_file(folder)
    return [Slice(path, ON, "entitlement", first, first + size) for first in range(0, FIRMS, size)]


def test_each_firm_is_ranked_among_all_and_not_only_those_of_its_part(tmp_path: Path) -> None:
    answers = [json.loads(line) for part in parts(tmp_path, 1) for line in compute(part).lines]

    verdicts = [answer["verdict"] for answer in answers]
    assert verdicts == ["not_met"] * (FIRMS // 2) + ["met"] * (FIRMS // 2)
    assert not any(answer["missing"] for answer in answers)


def test_parts_and_processes_change_no_byte(tmp_path: Path) -> None:
    (whole,) = [compute(part).lines for part in parts(tmp_path, FIRMS)]

    with executor_for(6, workers=2) as pool:
        cut = [
            line
            for _, computed in in_order(pool, compute, parts(tmp_path, 2))
            for line in computed.lines
        ]

    assert tuple(cut) == whole
