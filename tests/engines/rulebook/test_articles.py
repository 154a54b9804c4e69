"""Articles in English, made from the Chinese of the packs."""

import pytest

from kechuang.engines.packfile import read_yaml
from kechuang.engines.rulebook.reading.articles import cite_article, read_article


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("第十条", "Art. 10"),
        ("第十一条（五）", "Art. 11(5)"),
        ("第二十条（十二）", "Art. 20(12)"),
        ("第一百二十三条", "Art. 123"),
        ("第六条（五）、第八条", "Art. 6(5), Art. 8"),
        ("第六条至第八条", "Art. 6 to Art. 8"),
        ("第十一条（七）；工作指引三（七）", "Art. 11(7); 工作指引三（七）"),
        ("企业所得税法实施条例第九十五条", "企业所得税法实施条例 Art. 95"),
        ("第一条；其他限额、扣除", "Art. 1; 其他限额、扣除"),
    ],
)
def test_article_numbers_are_cited_the_english_way(written, english):
    assert cite_article(written) == (written, english)


@pytest.mark.parametrize("written", ["支持对象（一）", "工作指引三（七）", "公告2023年第44号"])
def test_what_is_no_article_number_stays_as_the_source_has_it(written):
    assert cite_article(written) == (written, written)


def test_english_given_by_the_pack_is_kept():
    part = read_yaml("article: {zh: 补助标准, en: Rates}", name="pack").need("article")

    assert read_article(part) == ("补助标准", "Rates")
