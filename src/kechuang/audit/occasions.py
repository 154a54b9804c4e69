"""After which commands the head of the chain is published at once, not only once a day.

Each room declares them in its own module ``occasions``.
"""

from __future__ import annotations

_COMMANDS: set[str] = set()


def publish_after(command: str) -> None:
    """Declare a command; called once, when a room's ``occasions`` module is read."""
    _COMMANDS.add(command)


def occasions() -> frozenset[str]:
    return frozenset(_COMMANDS)
