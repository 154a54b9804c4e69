"""What came of a race."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

DONE, REFUSED = "done", "refused"


@dataclass
class Tally:
    """Answers that the clients got, and what an observer counted after each turn.

    ``harm`` is how many too many got the thing, ``harmed`` in how many turns; ``missed`` are the
    turns in which the observer found nobody who got it: nothing happened, or it looks elsewhere.
    An answer is ``done``, ``refused``, or the name of an exception that nobody promised, of which
    ``said`` keeps one message.
    """

    answers: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    missed: int = 0
    harmed: int = 0
    harm: int = 0
    said: dict[str, str] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.answers + other.answers,
            self.turns + other.turns,
            self.missed + other.missed,
            self.harmed + other.harmed,
            self.harm + other.harm,
            {**other.said, **self.said},
        )

    def observe(self, harm: int) -> None:
        self.turns += 1
        self.missed += harm < 0
        self.harmed += harm > 0
        self.harm += max(0, harm)

    @property
    def attempts(self) -> int:
        return self.answers.total()

    @property
    def done(self) -> int:
        return self.answers[DONE]

    @property
    def unforeseen(self) -> dict[str, int]:
        """Answers that were neither success nor a refusal in words, by exception."""
        return {name: n for name, n in self.answers.items() if name not in (DONE, REFUSED)}
