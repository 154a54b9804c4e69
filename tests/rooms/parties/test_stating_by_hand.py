"""One fact typed on the page: read strictly, kept with its source, refused in words."""

from __future__ import annotations

import pytest

from kechuang.base.errors import Refusal
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.written_values import read_written_value
from tests.cast import Person

OWN = "企业填报（年度审计报告）"
TYPED = {
    "name": "revenue",
    "period": "2025",
    "value": "3,120.5万元",
    "source": "年度审计报告",
    "as_of": "2026-04-30",
}


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("revenue", "３１２０．５万元", 3_120_500_000),
        ("employees", "86", 86),
        ("loan_lpr", "3.65%", 365),
        ("audited_taxation", "是", True),
        ("audited_taxation", "No", False),
        ("region_code", "990101", "990101"),
    ],
)
def test_what_people_write_becomes_the_catalogues_type(
    name: str, written: str, value: object
) -> None:
    assert read_written_value(name, written) == value


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("revenue", "3120.5"),
        ("revenue", "1e5元"),
        ("employees", "二十"),
        ("employees", "8.5"),
        ("audited_taxation", "也许"),
        ("established_on", "2024年3月"),
    ],
)
def test_what_is_not_clear_is_refused(name: str, written: str) -> None:
    with pytest.raises(Refusal):
        read_written_value(name, written)


def test_a_member_states_a_fact_about_the_own_firm(alice: Person, yunlan: Party) -> None:
    answer = alice.client.post(f"/parties/{yunlan.pk}/facts/new/", TYPED)

    fact = PartyFact.objects.get(party=yunlan, name="revenue")
    assert answer.status_code == 302
    assert (fact.value, fact.period, fact.source) == ("3120500000", "2025", OWN)
    assert (fact.raw_text, fact.certified_by) == ("3,120.5万元", "")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("value", "很多", "很多"), ("period", "", "年度"), ("source", " ", "这个字段是必填项")],
)
def test_a_wrong_entry_is_explained_and_what_was_typed_stays(
    alice: Person, yunlan: Party, field: str, typed: str, said: str
) -> None:
    answer = alice.client.post(f"/parties/{yunlan.pk}/facts/new/", {**TYPED, field: typed})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "2026-04-30" in answer.content.decode()
    assert not PartyFact.objects.exists()


def test_the_page_opens_at_the_fact_that_is_wanted(alice: Person, yunlan: Party) -> None:
    page = alice.client.get(f"/parties/{yunlan.pk}/facts/new/?name=employees&period=2025")

    assert '<option value="employees" selected>' in page.content.decode()


def test_an_outsider_states_nothing(charlie: Person, yunlan: Party) -> None:
    answer = charlie.client.post(f"/parties/{yunlan.pk}/facts/new/", TYPED)

    assert answer.status_code == 403
    assert not PartyFact.objects.exists()
