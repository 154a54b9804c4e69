"""A list fact is stated, imported, shown and asked like any other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from kechuang.base.errors import InvalidInput
from kechuang.batch.inputs import collect_inputs, readable_facts
from kechuang.engines.rulebook import Verdict, evaluate, load_pack
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import records_digest
from kechuang.parties.fact_words import written_fact
from kechuang.parties.invariants import uncanonical_values
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import fact_groups, fact_sheet
from kechuang.parties.services import NewFact, state_facts
from tests.cast import AT, LATER, Person
from tests.rooms.intake.sending import checked, csv, imported
from tests.rooms.parties.listed import KEPT, WRITTEN, catalogue_with_a_list

APRIL = date(2025, 4, 28)
PACK = """
id: rights
title: {zh: 知识产权奖补, en: Award for rights}
issuer: 云澜市科学技术局
doc_no: 云科示〔2026〕1号
valid_from: 2025-01-01
region: "100000"
evidence: 示例
text_kind: hard
clauses:
  - id: only
    kind: subsidy
    title: {zh: 条款, en: Clause}
    article: 第一条
    conditions:
      - id: inventions
        article: 第一条
        label: {zh: Ⅰ类知识产权, en: Class I rights}
        test: count(owned_rights where class under Ⅰ类) >= 1
"""


@pytest.fixture(autouse=True)
def listed(settings: Settings, tmp_path: Path) -> Iterator[None]:
    yield from catalogue_with_a_list(settings, tmp_path)


def rights(party: Party, value: str = KEPT) -> NewFact:
    return NewFact(party.credit_code, "owned_rights", value, "登记簿", APRIL)


def verdict_on(party: Party) -> Verdict:
    pack = load_pack(PACK, name="rights.yaml", catalogue=fact_catalogue())
    (answer,) = evaluate(pack, fact_sheet(party), on=APRIL)
    return answer.verdict


def test_a_list_is_kept_with_its_records_and_stands_by_their_digest(
    alice: Person, yunlan: Party
) -> None:
    many = json.dumps([{"class": "发明专利"}] * 500)

    for value in (KEPT, many, KEPT):
        state_facts(by=alice.actor, at=AT, facts=[rights(yunlan, value)])

    rows = list(PartyFact.objects.order_by("pk"))
    assert [row.value for row in rows] == [records_digest(row.told) for row in rows]
    assert [len(json.loads(row.told)) for row in rows] == [2, 500]
    assert list(uncanonical_values()) == []


def test_a_pack_counts_what_the_room_keeps(alice: Person, yunlan: Party) -> None:
    assert verdict_on(yunlan) is Verdict.UNKNOWN

    state_facts(by=alice.actor, at=AT, facts=[rights(yunlan)])
    assert verdict_on(yunlan) is Verdict.MET

    state_facts(by=alice.actor, at=LATER, facts=[rights(yunlan, "[]")])
    assert verdict_on(yunlan) is Verdict.NOT_MET


def test_two_lists_of_two_sources_are_a_dispute(alice: Person, yunlan: Party) -> None:
    other = NewFact(yunlan.credit_code, "owned_rights", "[]", "企业填报", APRIL)

    state_facts(by=alice.actor, at=AT, facts=[rights(yunlan), other])

    (group,) = fact_groups(yunlan)
    assert group.is_disputed


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ('[{"klass": "发明专利"}]', "没有“klass”这一列"),
        ('[{"class": "发明"}]', "没有类别“发明”"),
        ('[{"income": "3万元"}]', "转化收入"),
        ("发明专利", "不是由记录组成的清单"),
        (json.dumps([{"class": "发明专利"}] * 9_000), "超过 100000"),
    ],
)
def test_records_that_do_not_fit_are_refused(
    alice: Person, yunlan: Party, value: str, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        state_facts(by=alice.actor, at=AT, facts=[rights(yunlan, value)])

    assert refused.value.mend.en
    assert not PartyFact.objects.exists()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"records": "[]"}, "not the digest of its records"),
        ({"records": None}, "no records"),
        ({"name": "region_code"}, "records of what is no list"),
        ({"value": records_digest("[ ]"), "records": "[ ]"}, "not in the canonical form"),
    ],
)
def test_the_invariant_sees_a_list_that_was_altered(
    yunlan: Party, change: dict[str, str | None], broken: str
) -> None:
    kept = {"name": "owned_rights", "value": records_digest(KEPT), "records": KEPT}
    PartyFact.objects.create(
        party=yunlan, source="登记簿", as_of=APRIL, recorded_at=AT, **(kept | change)
    )

    assert len(list(uncanonical_values())) == 1, broken


def test_a_list_is_typed_on_the_page_and_shown_there(alice: Person, yunlan: Party) -> None:
    typed = {"name": "owned_rights", "value": WRITTEN, "source": "登记簿", "as_of": "2026-04-30"}

    answer = alice.client.post(f"/parties/{yunlan.pk}/facts/new/", typed)

    assert answer.status_code == 302
    assert PartyFact.objects.get().told == KEPT
    page = alice.client.get(f"/parties/{yunlan.pk}/").content.decode()
    assert "类别：发明专利，授权日：2022-05-01，核心：是；类别：外观设计" in page


def test_a_long_list_is_typed_too(alice: Person, yunlan: Party) -> None:
    typed = {"name": "owned_rights", "source": "登记簿", "as_of": "2026-04-30"}

    answer = alice.client.post(
        f"/parties/{yunlan.pk}/facts/new/", typed | {"value": "类别：发明专利；" * 200}
    )

    assert answer.status_code == 302
    assert PartyFact.objects.get().raw_text.startswith("类别：发明专利")


def test_a_list_that_cannot_be_read_is_explained(alice: Person, yunlan: Party) -> None:
    typed = {"name": "owned_rights", "value": "两件", "source": "登记簿", "as_of": "2026-04-30"}

    answer = alice.client.post(f"/parties/{yunlan.pk}/facts/new/", typed)

    assert answer.status_code == 422
    assert "读不懂“两件”" in answer.content.decode()


def test_a_list_is_read_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert written_fact("owned_rights", "[]") == "无"
        many = written_fact("owned_rights", json.dumps([{"core": True}] * 7))
    with override("en"):
        assert written_fact("owned_rights", KEPT) == (
            "Class: 发明专利, Granted on: 2022-05-01, Core: Yes; "
            "Class: 外观设计, Income: CNY 12 million, Share: 3.65%"
        )

    assert many == "核心：是；" * 5 + "共 7 条"


@pytest.mark.parametrize("kind", ["facts", "parties"])
def test_a_column_of_an_import_may_be_a_list(clerk: Person, yunlan: Party, kind: str) -> None:
    header = ("统一社会信用代码", "企业名称", "区划代码", "知识产权清单")
    row = (yunlan.credit_code, yunlan.name, yunlan.region_code, WRITTEN)

    imported(clerk.actor, kind, csv(header, row))

    assert PartyFact.objects.get(name="owned_rights").told == KEPT


def test_a_list_in_an_import_that_cannot_be_read_is_rejected_with_its_record(
    clerk: Person, yunlan: Party
) -> None:
    header, row = ("信用代码", "知识产权清单"), (yunlan.credit_code, "类别：发明专利；类别：专利")

    job = checked(clerk.actor, "facts", csv(header, row))

    (problem,) = job.problems
    assert job.rejected == 1
    assert "第2条：没有类别“专利”" in problem["zh"]
    assert "record 2" in problem["en"]


def test_a_list_that_the_catalogue_no_longer_reads_is_left_out_of_a_sweep(
    yunlan: Party, caplog: pytest.LogCaptureFixture, alice: Person
) -> None:
    stale = '[{"klass": "发明专利"}]'
    PartyFact.objects.create(
        party=yunlan,
        name="owned_rights",
        value=records_digest(stale),
        records=stale,
        source="旧系统",
        as_of=APRIL,
        recorded_at=AT,
    )

    assert list(readable_facts(yunlan.facts.all())) == []
    assert "owned_rights" in caplog.text
    assert alice.client.get(f"/parties/{yunlan.pk}/").status_code == 200


def test_a_sweep_freezes_the_records(alice: Person, yunlan: Party) -> None:
    before = collect_inputs(on=APRIL).digest

    state_facts(by=alice.actor, at=AT, facts=[rights(yunlan)])

    assert collect_inputs(on=APRIL).digest != before
