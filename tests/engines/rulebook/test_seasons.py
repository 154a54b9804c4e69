"""When applications are taken, for the calendar of an enterprise."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import PackError, load_pack
from tests.engines.rulebook.samples import SIZE


@pytest.fixture
def season(pack_of, catalogue):
    def build(written):
        source = pack_of(SIZE).source.replace(
            "    conditions:", f"    seasons: [{{{written}, article: 第五条}}]\n    conditions:"
        )
        (clause,) = load_pack(source, name="s.yaml", catalogue=catalogue).clauses
        return clause.seasons[0]

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
