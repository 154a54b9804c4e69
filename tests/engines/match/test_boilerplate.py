import pytest

from kechuang.engines.match.boilerplate import framing, trusted_sentences


def trust(text):
    return dict(trusted_sentences(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\\n"])
def test_sections_about_the_firm_are_not_trusted_until_the_need_returns(line_end):
    text = line_end.join(
        ["需求内容：提高耐磨性", "现有工作基础：", "场地宽阔", "技术指标：", "硬度不低于60"]
    )

    trusted = trust(text)

    assert trusted["需求内容：提高耐磨性"] == 1
    assert trusted["场地宽阔"] == 0
    assert trusted["硬度不低于60"] == 1


def test_the_more_a_sentence_speaks_of_the_firm_the_less_it_is_trusted():
    trusted = trust("提高耐磨性。本公司提高耐磨性。公司注册资本与销售收入增长。")

    none, some, much = trusted.values()
    assert none == 1 > some > much > 0


def test_empty_text_has_no_sentences():
    assert trusted_sentences(" \n ") == []


def test_framing_is_found_around_the_subject():
    text = "立方氮化硼的研制及其产业化"

    framed = "".join(text[begin:end] for begin, end in framing(text))

    assert framed == "的研制及其产业化"
