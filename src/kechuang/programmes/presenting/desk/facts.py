"""What a check read, in words: one line for each fact, with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kechuang.engines.flow import Procedure
from kechuang.engines.wording import Text
from kechuang.ledger.refusals import yuan
from kechuang.packs.catalogue import fact_catalogue

Fact = Mapping[str, Any]
YES, NO = Text("有", "yes"), Text("无", "no")


def fact_words(fact: Fact, options: Procedure) -> Text | None:
    """One fact of a check as a reader understands it; ``options`` names those of the round.

    None for what the reasons already tell, such as a fact that somebody supplied.
    """
    for key, words in _KINDS.items():
        if key in fact:
            return words(fact, options)
    return None


def _of_register(fact: Fact, options: Procedure) -> Text:
    label = fact_catalogue()[fact["name"]].label
    said = YES if fact["value"] == "true" else NO
    when = f" {fact['period']}" if fact["period"] else ""
    where = f"{fact['source']}, {fact['as_of']}"
    return Text(
        f"{label.zh}{when}：{said.zh}（{fact['source']}，截至{fact['as_of']}）",
        f"{label.en}{when}: {said.en} ({where})",
    )


def _of_ratio(fact: Fact, options: Procedure) -> Text:
    label = options.options[fact["option"]].field.label
    have, of = yuan(fact["have_fen"]), yuan(fact["of_fen"])
    return Text(
        f"{label.zh}：{have}元，应不低于{fact['times']}×{of}元",
        f"{label.en}: {have} yuan, at least {fact['times']} × {of} yuan",
    )


def _of_pair(fact: Fact, options: Procedure) -> Text:
    demander, unit = fact["demander"]["name"], fact["unit"]["name"]
    return Text(f"发榜单位{demander}—{unit}", f"demander {demander} — {unit}")


def _of_leader(fact: Fact, options: Procedure) -> Text:
    name, item = fact["leader"]["name"], fact.get("item", "")
    return Text(f"技术总师{name} {item}".strip(), f"technical chief {name} {item}".strip())


def _of_share(fact: Fact, options: Procedure) -> Text:
    words = f"{fact['unit']} {fact['share']}%"
    return Text(words, words)


def _of_stranger(fact: Fact, options: Procedure) -> Text:
    name = fact["unit"]["name"]
    return Text(f"{name}：未登记", f"{name}: not registered")


_KINDS: Mapping[str, Callable[[Fact, Procedure], Text]] = {
    "period": _of_register,
    "option": _of_ratio,
    "demander": _of_pair,
    "leader": _of_leader,
    "share": _of_share,
    "unit": _of_stranger,
}
