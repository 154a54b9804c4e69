"""Commands that buttons inside a form give; they work without any script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kechuang.cases.filling.entries import Entries, Raw
from kechuang.cases.filling.files import without_file
from kechuang.cases.filling.places import Place, place_of

_COMMAND = re.compile(r"(add|remove|drop):(field\.[a-z0-9_.]+)")


class Command(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class FormCommand:
    """``add`` a row to a field, ``remove`` the row at a place, or ``drop`` the file there."""

    command: Command
    place: Place

    def applied(self, entries: Entries) -> dict[str, Raw]:
        """The entries after the command; a row that is added is blank, and changes none."""
        if self.command is Command.REMOVE:
            return without_row(entries, self.place)
        return without_file(entries, self.place) if self.command is Command.DROP else dict(entries)


def read_command(written: str) -> FormCommand | None:
    """``remove:field.members.2`` as a command; None for anything else."""
    found = _COMMAND.fullmatch(written)
    place = place_of(found[2]) if found else None
    return FormCommand(Command(found[1]), place) if found and place else None


def without_row(entries: Entries, place: Place) -> dict[str, Raw]:
    """The entries without the row at ``place``; the rows after it move up."""
    rows = entries.get(place.field)
    if not isinstance(rows, list):
        return dict(entries)
    left = [row for number, row in enumerate(rows) if number != place.row]
    return {**entries, place.field: left}
