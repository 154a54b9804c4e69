"""Near-duplicates: what is the same in other words, and what only looks so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kechuang.engines.match import Document, Index
from kechuang.engines.match.duplicates import (
    Limits,
    Pair,
    Quantity,
    compare,
    duplicates_of,
    quantities,
    read_profile,
)
from tests.engines.match.samples import OUTCOMES

MILL = Document(
    "n-01",
    "铝合金薄壁件高速铣削工艺",
    "壁厚1.2 mm的铝合金薄壁件铣削时颤振严重，合格率只有82%。希望把表面粗糙度降到0.8 μm以下，"
    "刀具采用GTA20涂层，主轴功率15 kW，单件工时不超过0.5 h。设备为五轴加工中心，产量每月3000件。",
)
DOCUMENTS = {document.id: document for document in (*OUTCOMES, MILL)}
INDEX = Index.build(DOCUMENTS.values())


def named(document: Document, **options: object) -> list[Pair]:
    found = duplicates_of(document, INDEX, DOCUMENTS, **options)  # type: ignore[arg-type]
    return [duplicate.pair for duplicate in found]


def copy_of(title: str = MILL.title, text: str = MILL.text) -> Document:
    return Document("n-02", title, text)


SAME = Pair.of("n-01", "n-02")
CHANGES = {
    "reworded": copy_of(
        "关于铝合金薄壁件高速铣削工艺的研究",
        MILL.text.replace("希望把", "要求将").replace("严重", "明显").replace("只有", "仅为"),
    ),
    "reordered": copy_of(text="。".join(reversed(MILL.text.rstrip("。").split("。")))),
    "shortened": copy_of(text=MILL.text[: len(MILL.text) // 2]),
    "other units": copy_of(
        text=MILL.text.replace("1.2 mm", "1200微米")
        .replace("0.8 μm", "800 nm")
        .replace("15 kW", "15000瓦")
        .replace("0.5 h", "30分钟"),
    ),
}
LOOK_ALIKES = {
    "subject": (
        copy_of(MILL.title.replace("铝", "钛"), MILL.text.replace("铝", "钛")),
        Limits(heeds_titles=False),
    ),
    "model": (copy_of(text=MILL.text.replace("GTA20", "GTA35")), Limits(marks_bp=0)),
    "numbers": (
        copy_of(text=MILL.text.replace("1.2", "2.5").replace("82", "60").replace("0.8", "3.2")
                .replace("15 kW", "45 kW").replace("0.5", "2").replace("3000", "100")),
        Limits(marks_bp=0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", CHANGES)
def test_the_same_need_is_found_again(how: str) -> None:
    assert named(CHANGES[how]) == [SAME]


@pytest.mark.parametrize("how", LOOK_ALIKES)
def test_a_look_alike_is_named_only_when_its_difference_is_not_heeded(how: str) -> None:
    alike, heedless = LOOK_ALIKES[how]
    assert named(alike) == []
    assert named(alike, limits=heedless) == [SAME]


def test_a_decided_pair_is_never_asked_about_again() -> None:
    assert named(CHANGES["reordered"], decided={SAME}) == []


def test_a_document_is_not_its_own_duplicate() -> None:
    assert named(MILL) == []


def test_likeness_does_not_depend_on_who_comes_first() -> None:
    one, other = (read_profile(each, INDEX.rarity) for each in (MILL, CHANGES["shortened"]))
    there, back = compare(one, other), compare(other, one)
    assert there == back
    assert there.contained_bp > there.containing_bp


def test_the_reasons_name_what_was_looked_at() -> None:
    one, other = (read_profile(each, INDEX.rarity) for each in (MILL, LOOK_ALIKES["subject"][0]))
    said = [reason.zh for reason in compare(one, other).reasons()]
    assert said[1:] == ["6个数值中6个相同", "1个型号中1个相同", "题名一处写“铝”，另一处写“钛”"]


def test_an_empty_text_resembles_nothing() -> None:
    assert named(replace(MILL, id="n-03", title="", text="")) == []


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("厚1.2 mm", "length", "0.0012"),
        ("厚1200μm", "length", "0.0012"),
        ("厚1200µm", "length", "0.0012"),
        ("厚０.１２厘米", "length", "0.0012"),
        ("功率5MW", "power", "5000000"),
        ("功率5 mW", "power", "0.005"),
        ("1,500万元", "money", "15000000"),
        ("占3.5%", "share", "0.035"),
        ("35‰", "share", "0.035"),
        ("共12台", "", "12"),
    ],
)
def test_a_quantity_is_told_in_its_base_unit(text: str, dimension: str, value: str) -> None:
    assert quantities(text) == {Quantity(dimension, Decimal(value).normalize())}


def test_both_ends_of_a_range_have_its_unit() -> None:
    assert quantities("10~20 MPa") == quantities("10000 kPa 20兆帕")


def test_the_number_in_a_name_is_no_quantity() -> None:
    assert quantities("GCr15 与 TC4") == frozenset()
