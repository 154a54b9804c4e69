"""When applications are taken, for the calendar of an enterprise."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import PackError, load_pack
from tests.engines.rulebook.samples import SIZE


@pytest.fixture
def season(rounds):
    def build(written):
        (found,) = rounds(f"{{{written}, article: 第五条}}")
        return found

    return build


@pytest.fixture
def rounds(pack_of, catalogue):
    """The rounds of a clause from those written."""

    def build(*written):
        source = pack_of(SIZE).source.replace(
            "    conditions:", f"    seasons: [{', '.join(written)}]\n    conditions:"
        )
        (clause,) = load_pack(source, name="s.yaml", catalogue=catalogue).clauses
        return clause.seasons

    return build


@pytest.mark.parametrize(
    ("on", "span", "is_open"),
    [
        (date(2026, 2, 28), (date(2026, 3, 1), date(2026, 5, 31)), False),
        (date(2026, 3, 1), (date(2026, 3, 1), date(2026, 5, 31)), True),
        (date(2026, 5, 31), (date(2026, 3, 1), date(2026, 5, 31)), True),
        (date(2026, 6, 1), (date(2027, 3, 1), date(2027, 5, 31)), False),
    ],
)
def test_a_yearly_season_is_the_open_one_or_the_next(season, on, span, is_open):
    yearly = season("opens: 03-01, closes: 05-31")

    assert (yearly.span_at(on), yearly.is_open(on)) == (span, is_open)
    assert yearly.article.en == "Art. 5"


def test_a_season_may_run_over_new_year(season):
    winter = season("opens: 11-01, closes: 01-31")

    assert winter.span_at(date(2026, 1, 15)) == (date(2025, 11, 1), date(2026, 1, 31))
    assert not winter.is_open(date(2026, 2, 1))


def test_a_single_season_stays_itself(season):
    once = season("opens: 2026-03-01, closes: 2026-05-31")

    assert once.span_at(date(2030, 1, 1)) == (date(2026, 3, 1), date(2026, 5, 31))
    assert not once.is_open(date(2027, 4, 1))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("opens: 03-01, closes: 2026-05-31", "同写"),
        ("opens: 2026-06-01, closes: 2026-05-31", "早于开始"),
        ("opens: 02-29, closes: 05-31", "每年都有"),
        ("opens: 3月, closes: 5月", "不是日期"),
        ("opens: 03-01", "缺少“closes”"),
        ("opens: 2025-03-01, closes: 2025-05-31", "超出政策的有效期"),
    ],
)
def test_a_wrong_season_is_refused(season, written, why):
    with pytest.raises(PackError) as refused:
        season(written)

    assert why in refused.value.why.zh


def test_every_span_that_touches_a_year_to_come_is_told(season):
    yearly = season("opens: 11-01, closes: 01-31")

    spans = yearly.spans_within(date(2026, 11, 21), date(2027, 10, 31))

    assert spans == ((date(2026, 11, 1), date(2027, 1, 31)),)


SPRING, AUTUMN = (
    "{opens: 03-01, closes: 05-31, article: 一}",
    "{opens: 09-01, closes: 10-31, article: 二}",
)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("{opens: 05-31, closes: 06-30, article: 二}", "03-01 – 05-31"),
        ("{opens: 12-01, closes: 03-01, article: 二}", "03-01 – 05-31"),
        ("{opens: 2026-04-01, closes: 2026-04-30, article: 二}", "03-01 – 05-31"),
    ],
)
def test_two_rounds_on_one_day_are_refused(rounds, second, told):
    with pytest.raises(PackError) as refused:
        rounds(SPRING, second)

    assert told in refused.value.why.zh
    assert "overlaps" in refused.value.why.en


def test_rounds_one_after_the_other_are_all_told(rounds):
    spring, autumn = rounds(SPRING, AUTUMN)

    assert spring.closes_on < autumn.opens_on


def test_a_round_may_have_a_name(rounds):
    (named,) = rounds("{opens: 03-01, closes: 05-31, article: 一, name: {zh: 第一批, en: First}}")

    assert (named.name.zh, named.name.en) == ("第一批", "First")


ADOPTING = """\
id: city
adopts: sample
region: "990100"
"""
ROUND = """\
  only:
    - {opens: 2026-09-01, closes: 2026-10-31, article: 通知, name: {zh: 首批, en: First}}
"""
LABEL = "label: {zh: 补, en: S}"
MONEY = f"    amount: {{{LABEL}, items: [{{id: a, article: 一, {LABEL}, fixed: 1万元}}]}}\n"


@pytest.fixture
def adopted(pack_of, catalogue):
    """The sample adopted with more lines; the sample itself has a round and grants money."""

    def build(more):
        source = pack_of(SIZE).source.replace(
            "    conditions:", f"    seasons: [{SPRING}]\n    conditions:"
        )
        base = load_pack(source + MONEY, name="s.yaml", catalogue=catalogue)
        adopting = {"adoptable": {base.id: base}, "catalogue": catalogue}
        return load_pack(ADOPTING + more, name="city.yaml", **adopting)

    return build


def test_a_city_that_adopts_a_policy_sets_its_own_rounds_and_budget(adopted, catalogue):
    pack = adopted(f"seasons:\n{ROUND}budget:\n  only: {{total: 50万元, method: pro_rata}}\n")
    (clause,) = pack.clauses

    assert [season.name.zh for season in clause.seasons] == ["首批"]
    assert clause.amount_rule.budget.total_fen == 50_000_000
    assert load_pack(pack.source, name="again", catalogue=catalogue) == pack


def test_rounds_of_another_place_are_not_taken_over(adopted):
    assert adopted("").clauses[0].seasons == ()


@pytest.mark.parametrize(
    ("more", "line", "why"),
    [
        (f"seasons:\n{ROUND.replace('only', 'onli')}", 5, "没有条款"),
        (f"valid_to: 2026-09-30\nseasons:\n{ROUND}", 7, "超出政策的有效期"),
        (f"seasons:\n{ROUND}{ROUND.splitlines()[1]}\n", 7, "重叠"),
        ("budget:\n  onli: {total: 50万元, method: pro_rata}\n", 5, "没有条款"),
        ("budget:\n  only: {total: 50人, method: pro_rata}\n", 5, "金额"),
    ],
)
def test_a_wrong_round_or_budget_of_a_city_is_refused_on_its_line(adopted, more, line, why):
    with pytest.raises(PackError) as refused:
        adopted(more)

    assert why in refused.value.why.zh
    assert (refused.value.file, refused.value.line) == ("city.yaml", line)


def test_a_budget_for_a_clause_without_money_is_refused(pack_of, catalogue):
    base = pack_of(SIZE)

    with pytest.raises(PackError) as refused:
        load_pack(
            f"{ADOPTING}budget:\n  only: {{total: 50万元, method: pro_rata}}\n",
            name="city.yaml",
            catalogue=catalogue,
            adoptable={base.id: base},
        )

    assert "没有金额" in refused.value.why.zh
