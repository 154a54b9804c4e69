"""Codes are shown by their names; a code without a name is shown as it is."""

import pytest

from kechuang.design.codes import industry_name, region_name


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("990106", "澜东高新区", "Landong High-tech Zone"),
        ("100000", "全国", "Nationwide"),
        ("110000", "北京市", "Beijing"),
        ("000000", "000000", "000000"),
        ("9901", "9901", "9901"),
        ("", "", ""),
    ],
)
def test_a_region_has_a_name(code: str, zh: str, en: str) -> None:
    assert (region_name(code, "zh-hans"), region_name(code, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("C", "制造业", "Manufacturing"),
        ("C39", "计算机、通信和其他电子设备制造业", None),
        ("39", "计算机、通信和其他电子设备制造业", None),
        ("C398", "电子元件及电子专用材料制造", None),
        ("3985", "电子元件及电子专用材料制造（3985）", None),
        ("X99", "X99", "X99"),
        ("", "", ""),
    ],
)
def test_an_industry_has_a_name(code: str, zh: str, en: str | None) -> None:
    assert industry_name(code, "zh-hans") == zh
    if en is not None:
        assert industry_name(code, "en") == en
