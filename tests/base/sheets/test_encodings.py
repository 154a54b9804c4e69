from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.base.sheets.encodings import decode
from kechuang.base.sheets.refusals import SheetError

LEVEL_ONE = [
    bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)
]


@given(st.lists(st.sampled_from(LEVEL_ONE), min_size=10).map("".join))
def test_ten_characters_are_enough_for_certainty(text):
    for encoding in ("utf-8", "gb18030"):
        decoded = decode(text.encode(encoding))

        assert (decoded.text, decoded.encoding, decoded.warnings) == (text, encoding, [])


def test_a_short_gb_text_that_passes_as_utf8_is_read_as_chinese_with_a_doubt():
    content = b"name\n" + "目录".encode("gb18030")
    assert content.decode("utf-8") != "name\n目录"

    decoded = decode(content)

    assert (decoded.text, decoded.encoding) == ("name\n目录", "gb18030")
    assert decoded.warnings


def test_a_short_utf8_text_stays_utf8_with_a_doubt():
    decoded = decode("name\n甲乙".encode())

    assert (decoded.text, decoded.encoding) == ("name\n甲乙", "utf-8")
    assert decoded.warnings


def test_plain_ascii_leaves_no_doubt():
    assert decode(b"a,b\n").warnings == []


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"\xef\xbb\xbf\xff", b"\xff\xfe\x00"])
def test_bytes_of_no_encoding_are_refused(content):
    with pytest.raises(SheetError) as refusal:
        decode(content)

    assert refusal.value.code == "encoding"
