"""The interface page speaks one language at a time."""

import re

import pytest
from django.test import Client

HAN = re.compile(r"[\u4e00-\u9fff]")
DESCRIBED = re.compile(r'<span class="muted">([^<]*)</span></summary>|numeric">\d+</span> ([^<]*)<')


def descriptions(language: str) -> list[str]:
    client = Client()
    client.cookies["django_language"] = language
    page = client.get("/api/").content.decode()
    return ["".join(found) for found in DESCRIBED.findall(page)]


@pytest.mark.django_db
def test_descriptions_are_english_on_english_pages_and_chinese_on_chinese_ones() -> None:
    english, chinese = descriptions("en"), descriptions("zh-hans")

    assert len(english) == len(chinese) > 20
    assert [text for text in english if HAN.search(text)] == []
    assert [text for text in chinese if HAN.search(text) is None and text != "OK"] == []
    assert [text for text in english + chinese if " / " in text] == []
