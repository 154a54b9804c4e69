"""Every invariant there is: those of all tables, then those of each room in the order of floors."""

from __future__ import annotations

import importlib
import importlib.util

from django.conf import settings

from kechuang.base.invariants.everywhere import EVERYWHERE
from kechuang.base.invariants.truths import Invariant


def every_invariant() -> tuple[Invariant, ...]:
    """``INVARIANTS`` of each room that has the door ``invariants``."""
    doors = [f"kechuang.{room}.invariants" for room in settings.ROOMS]
    listed = [
        importlib.import_module(door).INVARIANTS for door in doors if importlib.util.find_spec(door)
    ]
    return (*EVERYWHERE, *(invariant for room in listed for invariant in room))
