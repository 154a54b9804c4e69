"""What this room refuses, and how it says so."""

from __future__ import annotations

from kechuang.base.errors import InvalidInput, WrongState


class InConflict(InvalidInput):
    """The expert must not judge this submission; HTTP 422."""


class NotReady(WrongState):
    """Something must be settled before the round may go on; HTTP 409."""


class SamePerson(InvalidInput):
    """A step that needs another person was tried by the same one; HTTP 422."""
