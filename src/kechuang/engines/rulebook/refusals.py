"""What the rulebook refuses besides its pack files."""

from __future__ import annotations

from kechuang.engines.wording import Refusal


class FactError(Refusal):
    """A fact whose value does not fit its definition in the catalogue."""

    def __reduce__(self) -> tuple[object, ...]:
        return FactError, (self.what, self.why, self.mend)
