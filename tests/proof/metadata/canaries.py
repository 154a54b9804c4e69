"""Words that occur nowhere else, one for each place of each channel."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Plants:
    """What was planted where: ``places`` are channel ids, with a detail after a slash."""

    prefix: str
    places: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A fresh canary in letters."""
        return self._add(place, f"{self.prefix}{len(self.places):03d}kanarie")

    def code(self, place: str) -> str:
        """A fresh canary of eight hexadecimal digits, as editing identifiers have."""
        return self._add(place, f"{0xC0DE0000 + ord(self.prefix[1]) * 256 + len(self.places):08X}")

    def time(self, place: str) -> str:
        """A fresh canary that is a time of 1987."""
        number = ord(self.prefix[1]) * 97 + len(self.places)
        return self._add(
            place,
            f"1987-06-05T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z",
        )

    def known(self, place: str, text: str) -> str:
        """A text that is canary as it stands."""
        return self._add(place, text)

    def _add(self, place: str, canary: str) -> str:
        assert place not in self.places
        self.places[place] = canary
        return canary


@dataclass(frozen=True)
class Planted:
    """A file full of canaries; ``places`` tells which canary lies where."""

    name: str
    content: bytes
    places: dict[str, str]


def channel(place: str) -> str:
    return place.partition("/")[0]
