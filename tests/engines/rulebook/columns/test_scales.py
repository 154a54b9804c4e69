"""Scales and ranks in columns: exact where floats are in doubt, ranked among all firms of a run."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kechuang.engines.rulebook import Fact, FactSheet, load_catalogue, load_pack
from kechuang.engines.rulebook.columns import (
    Firms,
    Plan,
    Question,
    ask_block,
    compute_slice,
    frame_of,
    parquet,
    running,
    slices_of,
    standings_of,
)
from kechuang.engines.rulebook.columns.parquet import reading
from kechuang.engines.rulebook.columns.planes import how_many
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.samples import MINIMAL, PACKS, TODAY

SCORE = """\
      - id: score
        article: 一
        label: {zh: 评分, en: Score}
        score:
          pass: 1
          most: 1
          items:
            - {id: rd, label: {zh: 研发, en: R&D}, of: rd_expense@last_year, SCALE}
"""
LOG = "log: {from: 1元, to: 9元, points: 1}"
RANK = "percentile: {points: 1, same: industry_code, digits: 3}"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(PACKS / "facts.yaml")


@pytest.fixture
def scaled(catalogue):
    def load(scale):
        text = MINIMAL.replace("TEXT_KIND", "hard")
        text = text.replace("CONDITIONS", SCORE.replace("SCALE", scale))
        return load_pack(text, name="scale.yaml", catalogue=catalogue)

    return load


def sheets_of(*values, code="C3911"):
    return [
        FactSheet("", [Fact("rd_expense", fen, "2025"), Fact("industry_code", code)])
        for fen in values
    ]


def met(pack, sheets, catalogue):
    """How many are met, and how many rows were explained, over frames of two firms each."""
    plan = Plan([pack], on=TODAY, catalogue=catalogue)
    pairs = [sheets[start : start + 2] for start in range(0, len(sheets), 2)]
    frames = [frame_of(pair, plan.needed, catalogue) for pair in pairs]
    placed = zip(frames, standings_of(plan, frames), strict=True)
    answers = [
        one
        for frame, standings in placed
        for one in ask_block(plan, replace(frame, standings=standings))
    ]
    return sum(how_many(one.met) for one in answers), sum(one.explained for one in answers)


def test_a_logarithm_beside_a_half_is_that_of_fifty_digits(scaled, catalogue):
    """3元 is the root of 1元 × 9元: floats say half a point, the digits just less."""
    pack, sheets = scaled(LOG), sheets_of(299, 300, 301)

    assert met(pack, sheets, catalogue) == (1, 0)
    assert differences([pack], sheets, catalogue, TODAY) == []


def test_firms_are_ranked_among_all_of_a_run_and_not_of_their_block(scaled, catalogue):
    sheets = sheets_of(1, 2, 2, 2, 5, 6)

    found = met(scaled(RANK), sheets, catalogue)

    assert found == (2, 0)
    assert differences([scaled(RANK)], sheets, catalogue, TODAY) == []


def test_another_industry_is_another_cohort(scaled, catalogue):
    sheets = [*sheets_of(1, 2, 3), *sheets_of(1, code="I6510"), *sheets_of(9, code="C3999")]

    assert met(scaled(RANK), sheets, catalogue) == (3, 0)
    assert differences([scaled(RANK)], sheets, catalogue, TODAY) == []


def test_without_the_others_a_rank_is_unknown(scaled, catalogue):
    pack = scaled(RANK)
    plan = Plan([pack], on=TODAY, catalogue=catalogue)
    frame = frame_of(sheets_of(1, 2), plan.needed, catalogue)

    (answers,) = ask_block(plan, frame)

    assert (how_many(answers.unknown), answers.explained) == (2, 0)


@pytest.fixture
def ranking(tmp_path, catalogue):
    """A question about a folder of one pack that ranks."""
    text = MINIMAL.replace("TEXT_KIND", "hard")
    (tmp_path / "policies").mkdir()
    text = text.replace("CONDITIONS", SCORE.replace("SCALE", RANK))
    (tmp_path / "policies/rank.yaml").write_text(text, encoding="utf-8")
    return Question(tmp_path / "policies", PACKS / "facts.yaml", TODAY)


def verdicts(parts):
    lines = [line for part in parts for line in compute_slice(part).decode().splitlines()]
    return [line.split(",")[3] for line in lines]


FIRMS = 130  # three blocks of 64
RANKED = ["not_met"] * (FIRMS // 2) + ["met"] * (FIRMS // 2)


def test_a_run_over_a_table_ranks_among_all_its_slices(ranking, catalogue, monkeypatch):
    monkeypatch.setattr(running, "DEFAULT_BLOCK", 64)
    sheets = sheets_of(*range(FIRMS))
    frame = frame_of(sheets, running.plan_of(ranking).needed, catalogue)
    firms = Firms(tuple(f"f{n}" for n in range(FIRMS)), frame, ())

    assert verdicts(slices_of(ranking, firms, ".csv")) == RANKED


def test_a_run_over_parquet_ranks_among_all_its_slices(ranking, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "DEFAULT_BLOCK", 64)
    path = tmp_path / "firms.parquet"
    codes, names = ["C39"] * FIRMS, [f"f{n}" for n in range(FIRMS)]
    columns = {"rd_expense_fen@2025": range(FIRMS), "industry_code": codes, "subject": names}
    pq.write_table(pa.table({name: list(told) for name, told in columns.items()}), path)
    file = parquet.FactsFile(path, ranking)

    assert verdicts(file.slices(".csv")) == RANKED
    assert verdicts(file.slices(".csv", after=1)) == RANKED[64:]


STAGES = """
          stages:
            - {id: small, zh: 小, en: Small, when: ip_class1_count < 5}
            - {id: large, zh: 大, en: Large}"""

FILLER = """\
            - id: filler
              label: {zh: 其他, en: Other}
              when: rd_expense@last_year < 0元
              points: 1
              weight: {small: 3, large: 0}
"""


def test_an_unknown_stage_leaves_a_score_unknown_and_not_to_a_person(catalogue):
    scale = LOG.replace("points: 1", "points: 4") + ", weight: {small: 1, large: 4}"
    body = SCORE.replace("SCALE", scale).replace("most: 1", f"most: 4{STAGES}")
    body = body.replace("pass: 1", "pass: 2")
    body += FILLER
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", body)
    pack = load_pack(text, name="stages.yaml", catalogue=catalogue)

    found = met(pack, sheets_of(900, 900), catalogue)

    assert found == (0, 0)
    assert differences([pack], sheets_of(900, 900), catalogue, TODAY) == []
