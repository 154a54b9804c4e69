"""What a promise is given, and what it answers."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Scene:
    """Where a promise is proved: an empty, migrated database of its own and a scratch folder.

    ``engine`` is ``sqlite`` or ``postgresql``; ``url`` is its DATABASE_URL; Django is set up on
    it in this process. ``quick`` asks for the form that runs among the tests (a few seconds),
    ``thorough`` for as many attempts at what is slow as at the rest.
    """

    engine: str
    url: str
    folder: Path
    seed: int
    quick: bool
    thorough: bool = False

    @property
    def half(self) -> int:
        """0 or 1: what is measured in halves takes the other one on the other database."""
        return int(self.engine == "postgresql")

    def is_enough(self, done: int, *, floor: int, quick: int) -> bool:
        """Whether as much was done as was promised: less proves nothing, however well it went."""
        return done >= (quick if self.quick else floor)

    def environment(self) -> dict[str, str]:
        """For child processes (servers, clients) that shall see the same database."""
        own = {
            "DATABASE_URL": self.url,
            "KECHUANG_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        return {**os.environ, **own}

    def tell(self, progress: str) -> None:
        """One line for the person who waits."""
        print(f"  {self.engine}: {progress}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Outcome:
    """The measured figure, over how many cases, whether it held, and what the red control did.

    ``red_held`` is True when the control failed as it must: with the guard off, harm was seen.
    """

    figure: str
    n: int
    held: bool
    red_control: str
    red_held: bool
