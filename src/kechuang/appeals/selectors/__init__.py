"""Reading corrections and appeals, and what their forms begin with."""

from kechuang.appeals.selectors.kept import (
    appeal_about,
    corrections_of,
    open_corrections,
    renewed_answer,
    starter_of,
)

__all__ = ["appeal_about", "corrections_of", "open_corrections", "renewed_answer", "starter_of"]
