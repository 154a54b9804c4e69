"""What differs between two versions of a policy: clauses, conditions, values, dates, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kechuang.engines.packfile import Plain, read_yaml
from kechuang.engines.rulebook.comparing.words import key_words
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.reliance import RELIES
from kechuang.engines.wording import Text

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
BOTH = {"zh", "en"}
DEFINE = "define"
NOTHING = Text("—", "—")
SHOWN = ("test", "policy", "compute", "fixed", "value", "cap")
Named = dict[str, Plain]


class Difference(NamedTuple):
    """``where``: from the clause down to the part; ``article``: the one it rests on now."""

    kind: str
    where: tuple[Text, ...]
    key: str
    before: Text
    after: Text
    article: str

    def said_in(self, language: str) -> str:
        """One line: where › what: before → after (article)."""
        place = " › ".join(one.said_in(language) for one in (*self.where, key_words(self.key)))
        cited = f"（{self.article}）" if self.article else ""
        before, after = self.before.said_in(language), self.after.said_in(language)
        if self.kind == ADDED:
            return f"+ {place}：{after}{cited}"
        if self.kind == REMOVED:
            return f"- {place}：{before}{cited}"
        return f"~ {place}：{before} → {after}{cited}"


class _Place(NamedTuple):
    where: tuple[Text, ...]
    key: str
    article: str


def differences(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Every difference between the texts of two packs, in the order of the newer one.

    Parts that carry an id are compared by it, wherever they stand; others by their place. Of the
    policies that both rely on, it says which are told otherwise; those are compared on their own.
    """
    return tuple(_compared(_plain(old), _plain(new), _Place((), "", "")))


def _plain(pack: Pack) -> Named:
    told = read_yaml(pack.source, name=pack.id).plain()
    if not isinstance(told, dict):
        raise TypeError(pack.id)
    relies = told.get(RELIES)
    if isinstance(relies, dict):
        texts = {key: read_yaml(str(text), name=key) for key, text in relies.items()}
        told[RELIES] = [{"id": key, "text": str(one.plain())} for key, one in texts.items()]
    return told


def _compared(old: Plain, new: Plain, place: _Place) -> Iterator[Difference]:
    if old == new:
        return
    if place.key == DEFINE:
        old, new = old or {}, new or {}
    if isinstance(old, dict) and isinstance(new, dict) and not set(old) >= BOTH:
        yield from _of_mappings(old, new, place)
    elif isinstance(old, list) and isinstance(new, list) and _are_parts(old, new):
        yield from _of_lists(old, new, place)
    else:
        yield _told(old, new, place)


def _of_mappings(old: Named, new: Named, place: _Place) -> Iterator[Difference]:
    article = _cited(new) or _cited(old) or place.article
    for key in dict.fromkeys([*new, *old]):
        yield from _compared(old.get(key), new.get(key), _Place(place.where, key, article))


def _of_lists(old: list[Plain], new: list[Plain], place: _Place) -> Iterator[Difference]:
    earlier, later = _by_name(old), _by_name(new)
    for name in dict.fromkeys([*later, *earlier]):
        before, after = earlier.get(name), later.get(name)
        if before is None or after is None:
            yield _told(before, after, place)
        else:
            label = _label_of(after) or Text(name, name)
            inside = _Place((*place.where, label), place.key, place.article)
            yield from _compared(before, after, inside)


def _by_name(parts: Sequence[Plain]) -> dict[str, Plain]:
    """By id, or by the date from which they hold, or by their place."""
    named = {}
    for place, part in enumerate(parts, start=1):
        known = part if isinstance(part, dict) else {}
        named[str(known.get("id") or known.get("from") or f"#{place}")] = part
    return named


def _are_parts(*lists: Sequence[Plain]) -> bool:
    return all(isinstance(part, dict) for parts in lists for part in parts)


def _told(old: Plain, new: Plain, place: _Place) -> Difference:
    kind = ADDED if old is None else REMOVED if new is None else CHANGED
    part = new if new is not None else old
    article = (_cited(part) if isinstance(part, dict) else "") or place.article
    return Difference(kind, place.where, place.key, _shown(old), _shown(new), article)


def _cited(part: Mapping[str, Plain]) -> str:
    article = part.get("article")
    if isinstance(article, dict):
        return str(article.get("zh", ""))
    return str(article or "")


def _label_of(part: Plain) -> Text | None:
    for key in ("label", "title"):
        words = part.get(key) if isinstance(part, dict) else None
        if isinstance(words, dict) and set(words) >= BOTH:
            return Text(str(words["zh"]), str(words["en"]))
    return None


def _shown(value: Plain) -> Text:
    """A value in one line: the label of a part with its rule, or the value as it is written."""
    if value is None:
        return NOTHING
    if isinstance(value, list):
        parts = [_shown(part) for part in value]
        return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))
    if not isinstance(value, dict):
        return Text(str(value), str(value))
    if set(value) >= BOTH:
        return Text(str(value["zh"]), str(value["en"]))
    return _part_shown(value)


def _part_shown(part: Named) -> Text:
    label, rule = _label_of(part), next((str(part[key]) for key in SHOWN if key in part), "")
    if label is None:
        listed = [(key_words(key), _shown(one)) for key, one in part.items() if key != "text"]
        return Text(
            "；".join(f"{key.zh} {one.zh}" for key, one in listed),
            "; ".join(f"{key.en} {one.en}" for key, one in listed),
        )
    return Text(f"{label.zh}：{rule}", f"{label.en}: {rule}") if rule else label
