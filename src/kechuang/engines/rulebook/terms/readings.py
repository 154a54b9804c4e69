"""Ways to understand one wording: a value where they agree, a question for people where not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import (
    NotComputableError,
    Number,
    Quantity,
    unit_of,
)
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Readings:
    """``parts`` are what the wording means in each reading, ``labels`` what each is called.

    A comparison that comes out alike in every reading is decided all the same, by ``span``; an
    amount is computed in each reading that the inquiry chooses in turn.
    """

    labels: tuple[Text, ...]
    parts: tuple[Quantity, ...]
    kind: Kind

    @property
    def unit(self) -> str:
        return unit_of(self.parts[0])

    def value(self, inquiry: Inquiry) -> Value | None:
        chosen = inquiry.chosen.get(self)
        if chosen is not None:
            return self.parts[chosen].value(inquiry)
        values = [part.value(inquiry) for part in self.parts]
        if None in values:
            return None
        if any(value != values[0] for value in values):
            raise NotComputableError(self._depends(), among=self)
        return values[0]

    def span(self, inquiry: Inquiry) -> tuple[Number, Number] | None:
        told = [part.value(inquiry) for part in self.parts]
        values = [value for value in told if isinstance(value, int | Fraction)]
        return (min(values), max(values)) if len(values) == len(told) else None

    def _depends(self) -> Text:
        return Text(
            f"结论取决于对条文的理解：{'；'.join(label.zh for label in self.labels)}",
            f"it depends on the reading of the text: {'; '.join(one.en for one in self.labels)}",
        )
