"""Refusals that the commands about accounts share."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import override

from kechuang.base.errors import InvalidInput, Text


def refuse_invalid(check: Callable[[], object], *, what: Text) -> None:
    """Make Django's own ``check`` a refusal; it runs once per language.

    Some of its complaints are worded when they are raised and cannot be translated afterwards.
    """
    zh, en = _complaints(check, "zh-hans"), _complaints(check, "en")
    if zh:
        why = Text("；".join(zh), "; ".join(en))
        raise InvalidInput(what, why, Text("请更正后重试", "Correct it and try again"))


def _complaints(check: Callable[[], object], language: str) -> list[str]:
    with override(language):
        try:
            check()
        except ValidationError as invalid:
            return [message.rstrip("。.") for message in invalid.messages]
    return []
