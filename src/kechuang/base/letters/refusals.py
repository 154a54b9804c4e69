"""What is refused when a letter is written."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines.packfile import nearest
from kechuang.engines.wording import Refusal, Text


class LetterError(Refusal):
    """A letter that cannot be written; nothing half-filled leaves the house."""


def unknown_letter(name: str, known: Iterable[str]) -> LetterError:
    return LetterError(
        Text(f"文书“{name}”", f"letter “{name}”"),
        Text("没有这种文书", "there is no such letter"),
        nearest(name, known),
    )


def refused(letter: str, slot: str, why: Text, mend: Text) -> LetterError:
    """The refusal of one value of one letter."""
    where = Text(f"文书“{letter}”的“{slot}”", f"“{slot}” of letter “{letter}”")
    return LetterError(where, why, mend)


def broken_template(letter: str, why: Text) -> LetterError:
    return LetterError(
        Text(f"文书“{letter}”的Word模板", f"the Word template of “{letter}”"),
        why,
        Text("请改正模板，或删去它以使用原模板", "correct it, or delete it to use our own"),
    )
