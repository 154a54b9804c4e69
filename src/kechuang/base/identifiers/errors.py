"""The one error of this package."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines.wording import Refusal, Text


class IdentifierError(Refusal):
    """An identifier, amount or date that cannot be read without guessing."""


def joined(sentences: Iterable[Text]) -> Text:
    """Several reasons as one, in both languages."""
    reasons = tuple(sentences)
    return Text("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons))
