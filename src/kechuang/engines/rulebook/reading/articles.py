"""The article a node rests on; English is made from the Chinese where the pack gives none."""

from __future__ import annotations

import re

from kechuang.engines.packfile import Located
from kechuang.engines.wording import Text

_NUMERAL = "[一二三四五六七八九十百]+"
_ARTICLE = re.compile(f"第({_NUMERAL})条((?:（{_NUMERAL}）)*)")
_SEPARATORS = {"、": ", ", "；": "; ", "，": ", ", "至": " to "}
_BETWEEN = re.compile(r"(?<=[\d)])[、；，至]|[、；，至](?=Art\.)")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_PLACES = {"十": 10, "百": 100}


def read_article(part: Located) -> Text:
    """Both languages as the pack gives them, or its Chinese and what follows from it."""
    return part.both() if isinstance(part.value, dict) else cite_article(part.text())


def cite_article(written: str) -> Text:
    """第十一条（五） is Art. 11(5) in English; words without such a number stay Chinese."""
    numbered = _ARTICLE.sub(_in_english, written)
    spaced = re.sub(r"(?<=[^\s、；，至])(?=Art\.)", " ", numbered)
    return Text(written, _BETWEEN.sub(lambda found: _SEPARATORS[found[0]], spaced))


def _in_english(found: re.Match[str]) -> str:
    items = "".join(f"({_whole(item)})" for item in re.findall(_NUMERAL, found[2]))
    return f"Art. {_whole(found[1])}{items}"


def _whole(numeral: str) -> int:
    """一百二十三 is 123, 十一 is 11."""
    total, digit = 0, 0
    for character in numeral:
        place = _PLACES.get(character)
        total += (digit or 1) * place if place else 0
        digit = 0 if place else _DIGITS[character]
    return total + digit
