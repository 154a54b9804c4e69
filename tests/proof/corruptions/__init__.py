"""How each invariant can be broken: per room, ``CORRUPTIONS`` from its name to what is done."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from tests.proof.corruptions.damage import Damage

Corruption = Callable[[Damage], None]


def every_corruption() -> dict[str, Corruption]:
    """All rooms' corruptions by the name of the invariant that they break."""
    found: dict[str, Corruption] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found |= getattr(importlib.import_module(module.name), "CORRUPTIONS", {})
    return found
