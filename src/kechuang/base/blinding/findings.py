"""What was met while a copy was made: channels, replacements, leaks, losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kechuang.base.blinding.channels import CHANNELS
from kechuang.base.blinding.leaks import Leak, find_leaks
from kechuang.base.blinding.losses import LOSSES
from kechuang.engines.wording import Text

NOWHERE = Text("", "")
"""The place of what concerns the whole document."""


class Loss(NamedTuple):
    """Something visible in the original that the copy does not show, or shows differently."""

    code: str
    place: Text
    times: int

    @property
    def label(self) -> Text:
        return LOSSES[self.code]


@dataclass(slots=True)
class Findings:
    """Filled by the makers of copies; ``place`` is where they are just now."""

    channels: Counter[str] = field(default_factory=Counter)
    replaced: Counter[str] = field(default_factory=Counter)
    leaks: list[Leak] = field(default_factory=list)
    lost: Counter[tuple[str, Text]] = field(default_factory=Counter)
    outer: Text = NOWHERE

    def met(self, channel: str, count: int = 1) -> None:
        """An identity channel was present; the copy is made without it."""
        if channel not in CHANNELS:
            raise KeyError(channel)
        if count:
            self.channels[channel] += count

    def lose(self, code: str, place: Text = NOWHERE, count: int = 1) -> None:
        """Something visible cannot be kept."""
        if code not in LOSSES:
            raise KeyError(code)
        if count:
            self.lost[code, self.within(place)] += count

    def read(self, text: str, place: Text) -> None:
        """Look through the text that the copy will show."""
        self.leaks += find_leaks(text, self.within(place))

    def suspect(self, kind: str, excerpt: str, place: Text) -> None:
        self.leaks.append(Leak(kind, self.within(place), excerpt))

    def within(self, place: Text) -> Text:
        if not self.outer.zh:
            return place
        parts = zip(self.outer, place, strict=True)
        return Text(*(" › ".join(filter(None, pair)) for pair in parts))

    def packed(self) -> dict[str, Any]:
        """For the journey between processes."""
        return {
            "channels": dict(self.channels),
            "replaced": dict(self.replaced),
            "leaks": [list(leak) for leak in self.leaks],
            "losses": [[code, place, count] for (code, place), count in self.lost.items()],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What one blinding found; the officer reads it beside the copy.

    ``channels`` counts the identity channels that the original had; the copy has none of them.
    ``replaced`` counts known names by placeholder. ``leaks`` are left for the officer to decide.
    """

    format: str
    channels: Mapping[str, int]
    replaced: Mapping[str, int]
    leaks: tuple[Leak, ...]
    losses: tuple[Loss, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-able, with the words of every channel, leak and loss in both languages."""
        return {
            "format": self.format,
            "channels": [
                {"id": name, "label": CHANNELS[name]._asdict(), "found": count, "removed": count}
                for name, count in sorted(self.channels.items())
            ],
            "replaced": dict(self.replaced),
            "leaks": [leak.as_dict() for leak in self.leaks],
            "losses": [
                {**each._asdict(), "place": each.place._asdict(), "label": each.label._asdict()}
                for each in self.losses
            ],
        }


def unpacked(kind: str, packed: Mapping[str, Any]) -> Report:
    return Report(
        kind,
        packed["channels"],
        packed["replaced"],
        tuple(Leak(each, Text(*place), excerpt) for each, place, excerpt in packed["leaks"]),
        tuple(Loss(code, Text(*place), count) for code, place, count in packed["losses"]),
    )
