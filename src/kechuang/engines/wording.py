"""Words shown to people: always Chinese and English together."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence in both languages of the platform."""

    zh: str
    en: str

    def said_in(self, language: str) -> str:
        """The sentence in ``language`` (``zh…`` is Chinese, everything else English)."""
        return self.zh if language.startswith("zh") else self.en


class Refusal(Exception):
    """Input or a command that cannot be accepted: says what, why and what to do next."""

    def __init__(self, what: Text, why: Text, mend: Text) -> None:
        super().__init__(f"{what.zh}：{why.zh}。{mend.zh} / {what.en}: {why.en}. {mend.en}")
        self.what = what
        self.why = why
        self.mend = mend

    def said_in(self, language: str) -> str:
        """One paragraph in ``language``: what, why, what to do next."""
        stop, colon = ("。", "：") if language.startswith("zh") else (". ", ": ")
        what, why, mend = (part.said_in(language) for part in (self.what, self.why, self.mend))
        return f"{what}{colon}{why}{stop}{mend}"
