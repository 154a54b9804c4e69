"""The sprite of own icons; an icon that is not in it is a mistake, not an empty square."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "design" / "icons.svg"


@cache
def icon_names() -> tuple[str, ...]:
    """Names of all icons in the sprite, in drawing order."""
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


def require_icon(name: str) -> str:
    """``name`` if the sprite has it; ``KeyError`` otherwise."""
    if name not in icon_names():
        raise KeyError(f"no icon {name!r} in icons.svg")
    return name
