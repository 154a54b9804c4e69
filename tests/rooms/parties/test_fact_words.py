"""A fact is read in the reader's language, with its unit."""

from datetime import date

import pytest
from django.utils.translation import override

from kechuang.parties.fact_values import FactValue
from kechuang.parties.fact_words import fact_label, written_fact


@pytest.mark.parametrize(
    ("name", "value", "unit", "zh", "en"),
    [
        ("revenue", 3_723_000_000, "", "3,723万元", "CNY 37.23 million"),
        ("loan_lpr", 345, "", "3.45%", "3.45%"),
        ("core_ip_owned", True, "", "是", "Yes"),
        ("abnormal_listing", False, "", "否", "No"),
        ("employees", 37, "人", "37 人", "37"),
        ("loan_days", 365, "天", "365 天", "365 days"),
        ("established_on", date(2008, 12, 14), "", "2008-12-14", "2008-12-14"),
    ],
)
def test_a_value_is_written_with_its_unit(
    name: str, value: FactValue, unit: str, zh: str, en: str
) -> None:
    with override("zh-hans"):
        chinese = written_fact(name, value, unit)
    with override("en"):
        english = written_fact(name, value, unit)

    assert (chinese, english) == (zh, en)


def test_a_fact_is_called_by_its_label_in_the_catalogue() -> None:
    with override("en"):
        assert fact_label("employees") == "Employees"
    with override("zh-hans"):
        assert fact_label("employees") == "职工总数"


def test_a_fact_that_left_the_catalogue_keeps_its_name_and_value() -> None:
    assert fact_label("abolished_fact") == "abolished_fact"
    assert written_fact("abolished_fact", 5) == "5"
