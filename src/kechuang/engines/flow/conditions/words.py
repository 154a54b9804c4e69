"""A test that does not hold, in words: what is needed and what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kechuang.engines.flow.conditions.conditions import Operator, Test
from kechuang.engines.flow.forms.fields import Field, FieldOf
from kechuang.engines.flow.forms.showing import shown
from kechuang.engines.wording import Text

_SIGNS = {
    Operator.EQUALS: Text("应为", "must be"),
    Operator.ONE_OF: Text("应为其中之一：", "must be one of"),
    Operator.AT_LEAST: Text("应不低于", "must be at least"),
    Operator.AT_MOST: Text("应不超过", "must be at most"),
    Operator.MORE_THAN: Text("应高于", "must be more than"),
    Operator.LESS_THAN: Text("应低于", "must be less than"),
}


def in_words(test: Test, fields: Mapping[str, Field], have: Any, *, is_wanted: bool = True) -> Text:
    """Why ``test`` fails (or, in a ``none``, why it should not hold) for the value ``have``."""
    if test.label:
        return test.label
    field = fields[test.field]
    if test.operator is Operator.IS_KNOWN:
        return _presence(field, is_there=bool(test.operand) == is_wanted)
    sign, need = _SIGNS[test.operator], _need(test, fields, field)
    if not is_wanted:
        sign = Text(sign.zh.replace("应", "不得", 1), sign.en.replace("must", "must not", 1))
    now = shown(field, have)
    return Text(
        f"{field.label.zh}{sign.zh}{need.zh}（现为{now.zh}）",
        f"{field.label.en} {sign.en} {need.en} (now {now.en})",
    )


def unknown_words(names: Sequence[str], fields: Mapping[str, Field], label: Text | None) -> Text:
    """What is not known yet, and therefore leaves the matter open."""
    labels = [fields[name].label for name in names]
    zh = f"尚不清楚：{'、'.join(text.zh for text in labels)}"
    en = f"not known yet: {', '.join(text.en for text in labels)}"
    return Text(f"{label.zh}（{zh}）", f"{label.en} ({en})") if label else Text(zh, en)


def _presence(field: Field, *, is_there: bool) -> Text:
    if is_there:
        return Text(f"缺少{field.label.zh}", f"{field.label.en} is missing")
    return Text(f"已经有了{field.label.zh}", f"{field.label.en} is there already")


def _need(test: Test, fields: Mapping[str, Field], field: Field) -> Text:
    if isinstance(test.operand, FieldOf):
        other = fields[test.operand.name].label
        return Text(f"“{other.zh}”", f"“{other.en}”")
    return shown(field, test.operand)
