"""What is flagged to the officer in the remaining text, and what is not."""

from __future__ import annotations

from random import Random

import pytest

from kechuang.base.blinding import LEAKS, find_leaks
from kechuang.base.identifiers import example_credit_code
from kechuang.engines.wording import Text
from tests.proof.metadata.labelled_pages import pages, recall

PLACE = Text("第1段", "paragraph 1")
CREDIT_CODE = example_credit_code(region="990102", serial=7)


def told(text: str) -> list[tuple[str, str]]:
    return [
        (leak.kind, leak.excerpt.partition("【")[2].partition("】")[0])
        for leak in find_leaks(text, PLACE)
    ]


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        (f"代码{CREDIT_CODE}。", ("credit-code", CREDIT_CODE)),
        ("身份证11010519491231002X号", ("citizen-id", "11010519491231002X")),
        ("手机138 1234 5678", ("phone", "138 1234 5678")),
        ("电话0571-88001234转8", ("phone", "0571-88001234转8")),
        ("信箱a.b@example.com", ("email", "a.b@example.com")),
        ("见www.example.com。", ("url", "www.example.com")),
        ("卡号：6222 0200 0000 0000 019", ("bank-card", "卡号：6222 0200 0000 0000 019")),
        ("由青砚理工大学承担", ("unit", "青砚理工大学")),
        ("我公司成立于1998年，专注铸造", ("self-description", "我公司成立于1998年")),
        ("项目负责人：王小明", ("person", "王小明")),
        ("聘请李建国教授指导", ("person", "李建国")),
        ("专利号ZL202110123456.7", ("patent", "ZL202110123456.7")),
        ("微信：lanhu_jinggong", ("chat", "微信：lanhu_jinggong")),
        ("ｅ：ａ＠ｂ．ｃｎ", ("email", "ａ＠ｂ．ｃｎ")),
    ],
)
def test_what_may_tell_is_flagged(text: str, leak: tuple[str, str]) -> None:
    assert leak in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "项目负责人应当具有高级职称",
        "申报单位须为上市公司或者高等学校",
        "本公司的子公司",
        "由单位A与单位B大学承担",
        "预算1380000.00万元，编号12",
        "91990102MA0000000X",
        "联系人须在申报书上签字",
    ],
)
def test_ordinary_sentences_are_not(text: str) -> None:
    assert told(text) == []


def test_a_leak_says_where_it_is_with_the_words_around_it() -> None:
    (leak,) = find_leaks("请致电13812345678联系", PLACE)

    assert leak.excerpt == "请致电【13812345678】联系"
    assert leak.as_dict()["place"] == {"zh": "第1段", "en": "paragraph 1"}
    assert leak.label == LEAKS["phone"]


def test_nine_of_ten_labelled_leaks_are_flagged_and_clean_pages_stay_quiet() -> None:
    found, planted, alarms = recall(pages(Random(5), 60))

    assert found >= 0.9 * planted
    assert alarms <= 6
