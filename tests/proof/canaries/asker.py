"""One who asks, and how they stand to whom a canary is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from tests.proof.canaries.projects import WINNER
from tests.proof.canaries.races import LANES
from tests.proof.canaries.town import BIDS, BIDS_BESIDE, UNSEALED

AWARDED = frozenset((WINNER, *LANES))
OVERSEERS = frozenset({"officer", "auditor", "interested", "pooled", "bureau"})
OFFICE = frozenset({"officer", "auditor", "treasurer", "interested", "pooled"})


@dataclass(frozen=True)
class Asker:
    """``subjects`` are the asker's own secrets, ``judges`` the letters of bids on their desk,
    ``numbers`` what addresses of their own records hold, ``parties`` the letters of the projects
    in which they have a part."""

    name: str
    client: Client
    standings: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    judges: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()

    def is_one(self, words: str, subject: str, bid: str) -> bool:
        """Whether words of the table, joined by ``&``, are true of the asker and a canary's
        subject."""
        return all(self._is(word, subject, bid) for word in words.split("&"))

    def may_know_of(self, address: str) -> bool:
        """Whether the asker knows anyway what the address is about."""
        return bool(self.standings & OVERSEERS) or any(own in address for own in self.numbers)

    def _is(self, word: str, subject: str, bid: str) -> bool:
        about = {
            "anyone": True,
            "own": subject in self.subjects,
            "judge": bid in self.judges,
            "applicant": bool(self.subjects & {f"bid:{bid}", f"partner:{bid}"}),
            "party": bid in self.parties,
            "winner": bid in AWARDED,
            "office": bool(self.standings & OFFICE) and not self._is_rival(bid),
        }
        is_never_opened = bid == UNSEALED and word in OFFICE
        return about.get(word, word in self.standings and not is_never_opened)

    def _is_rival(self, bid: str) -> bool:
        return "interested" in self.standings and bid in tuple(BIDS + BIDS_BESIDE)
