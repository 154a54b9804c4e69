import pytest

from kechuang.engines.match import Document, Index, Query
from kechuang.engines.match.strength import strength

FILLING = [Document(f"x-{number}", f"第{number}份无关材料") for number in range(300)]


def strength_of(title, document):
    return Index.build([document, *FILLING]).search(Query("q", title))[0]


@pytest.mark.parametrize(
    ("share_bp", "longest", "phrases", "expected"),
    [
        (5000, 3, 1, "strong"),
        (5000, 2, 1, "weak"),
        (4999, 3, 1, "fair"),
        (9000, 2, 2, "fair"),
        (3000, 2, 2, "fair"),
        (2999, 4, 3, "weak"),
        (2000, 5, 1, "fair"),
        (1999, 9, 1, "weak"),
    ],
)
def test_limits_of_strength(share_bp, longest, phrases, expected):
    found = strength(share_bp=share_bp, longest=longest, phrases=phrases, long_phrases=0)

    assert found == expected


@pytest.mark.parametrize(("long_phrases", "expected"), [(0, "weak"), (1, "weak"), (2, "fair")])
def test_two_long_phrases_anywhere_are_fair(long_phrases, expected):
    assert strength(share_bp=0, longest=0, phrases=0, long_phrases=long_phrases) == expected


def test_subject_named_below_the_title_is_found():
    body = "锤头堆焊层磨损失重率偏高，连续堆焊厚度不够"
    document = Document("d", "一种高铬合金", "连续堆焊厚度达到14毫米，磨损失重率下降")

    hit = Index.build([document, *FILLING]).search(Query("q", "能顶三个月的锤头", body))[0]

    assert hit.strength == "fair"


def test_whole_subject_in_the_title_is_strong():
    hit = strength_of("立方氮化硼单晶的研制", Document("d", "立方氮化硼单晶合成"))

    assert (hit.strength, hit.share_bp) == ("strong", 10_000)


def test_mention_in_passing_counts_half():
    hit = strength_of("立方氮化硼单晶的研制", Document("d", "刀具综述", "含立方氮化硼单晶"))

    assert hit.share_bp == 5000


def test_one_short_word_of_a_long_title_is_weak():
    hit = strength_of("大功率矿用隔爆型永磁滚筒", Document("d", "滚筒式牧草捡拾器"))

    assert hit.strength == "weak"


def test_one_short_word_alone_is_never_strong():
    hit = strength_of("车间", Document("d", "海水养殖车间"))

    assert hit.strength == "weak"
    assert hit.share_bp < 5000
