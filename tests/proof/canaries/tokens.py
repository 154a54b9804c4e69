"""Texts that occur nowhere else: one for each field of each person, unit and paper."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

HAN_FIRST, HAN_LAST, HAN_LENGTH = 0x3400, 0x4DB5, 4
WORDS = re.compile(r"[\u3400-\u4db5]{4}|[0-9A-Za-z]+(?:[.,][0-9]+)*")
FEN_OF_WAN = 10**6
OF_BIDS = ("bid", "partner", "report", "project", "sheet")


@dataclass(frozen=True)
class Canary:
    """A secret: a ``field`` of a ``subject`` such as ``bid:a``, ``expert:3``, ``report:a:3``."""

    subject: str
    field: str

    @property
    def bid(self) -> str:
        """The letter of the bid that it is about; "" for others."""
        kind, _, rest = self.subject.partition(":")
        return rest[:1] if kind in OF_BIDS else ""


@dataclass
class Canaries:
    """``known``: the canary by each way in which it may be written."""

    rng: random.Random
    known: dict[str, Canary] = field(default_factory=dict)

    def word(self, subject: str, name: str) -> str:
        """In Latin letters, as pinyin, e-mails and codes are."""
        return self.note(f"zq{self.rng.getrandbits(40):010x}", subject, name)

    def han(self, subject: str, name: str) -> str:
        """In characters that no other text uses."""
        letters = [self.rng.randint(HAN_FIRST, HAN_LAST) for _ in range(HAN_LENGTH)]
        return self.note("".join(map(chr, letters)), subject, name)

    def digits(self, subject: str, name: str, length: int) -> str:
        number = "7" + "".join(str(self.rng.randint(1, 9)) for _ in range(length - 1))
        return self.note(number, subject, name)

    def amount(self, subject: str, name: str, wan: int) -> str:
        """About ``wan`` 万元, in every writing a page or an interface may choose."""
        fen = wan * FEN_OF_WAN + self.rng.randint(1111, 9999) * 100
        yuan, in_wan = fen // 100, f"{fen / FEN_OF_WAN:.4f}"
        for written in (str(fen), str(yuan), f"{yuan:,}", f"{yuan:,}.00", f"{yuan}.00"):
            self.note(written, subject, name)
        for written in (f"{float(in_wan):,.4f}", f"{float(in_wan):,.2f}", f"{float(in_wan):.2f}"):
            self.note(written, subject, name)
        return self.note(in_wan, subject, name)

    def note(self, text: str, subject: str, name: str) -> str:
        """A text that is unique as it stands."""
        self.known[text] = Canary(subject, name)
        return text

    def found_in(self, text: str) -> set[Canary]:
        return {self.known[word] for word in self.known.keys() & set(WORDS.findall(text))}
