"""PPTX, and the shapes and charts that all office documents share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from kechuang.base.blinding import BlindingError
from kechuang.base.blinding.findings import Findings
from tests.base.blinding.making import blinded, text_of
from tests.base.sheets.packages import zipped
from tests.proof.metadata import decks

SLIDE = "ppt/slides/slide1.xml"
Change = Callable[[str], str]


def deck(change: Change, part: str = SLIDE) -> tuple[bytes, Findings]:
    with zipfile.ZipFile(io.BytesIO(decks.pptx().content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return blinded(zipped(parts), "1.pptx")


def names_of(copy: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.namelist()


def test_shown_slides_come_with_what_they_need_and_nothing_else() -> None:
    copy, _ = deck(lambda slide: slide)

    assert sorted(name for name in names_of(copy) if not name.endswith(".rels")) == [
        "[Content_Types].xml",
        "charts/chart1.xml",
        "media/image1.jpeg",
        "ppt/presentation.xml",
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideMasters/slideMaster1.xml",
        SLIDE,
        "ppt/theme/theme1.xml",
    ]


def test_a_name_over_runs_of_a_shape_is_replaced() -> None:
    cut = "看得见的澜湖</a:t></a:r><a:r><a:t>精工"

    copy, findings = deck(lambda slide: slide.replace("看得见的标题", cut))

    assert "看得见的单位A" in text_of(copy, SLIDE)
    assert findings.replaced == {"单位A": 1}


def test_words_of_a_chart_are_blinded_and_its_workbook_stays_behind() -> None:
    copy, findings = deck(lambda chart: chart.replace("产值", "澜湖精工"), "ppt/charts/chart1.xml")

    assert "单位A" in text_of(copy, "charts/chart1.xml")
    assert findings.channels["embedded-objects"]
    assert not any("embeddings" in name for name in names_of(copy))


def test_leaks_are_told_by_slide() -> None:
    _, findings = deck(lambda slide: slide.replace("看得见的标题", "致电13812345678"))

    assert ("phone", "slide 1") in [(leak.kind, leak.place.en) for leak in findings.leaks]


def test_a_deck_of_hidden_slides_alone_is_refused() -> None:
    with pytest.raises(BlindingError) as refusal:
        deck(lambda slide: slide.replace("<p:sld ", '<p:sld show="0" '))

    assert refusal.value.code == "nothing"


def test_an_unreadable_picture_becomes_a_blank_and_is_reported() -> None:
    with zipfile.ZipFile(io.BytesIO(decks.pptx().content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    picture = next(name for name in parts if name.endswith(".jpg"))

    copy, findings = blinded(zipped({**parts, picture: b"no picture"}), "1.pptx")

    assert ("broken-picture", ("第1页", "slide 1")) in findings.lost
    assert "media/image1.png" in names_of(copy)
