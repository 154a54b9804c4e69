"""What a law keeps from erasure: each room declares it in its own module ``retention``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kechuang.audit.models import Event
from kechuang.audit.states import ERASE, MAIL, MAILED, PUBLISH
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Retention:
    """Events of ``commands``, and every event about records of ``room``, are kept for ``years``.

    Years are counted from the end of the year of the event, as 会计档案管理办法 art. 14 counts
    them; ``years`` None keeps an event as long as the chain.
    """

    basis: Text
    years: int | None
    commands: frozenset[str] = frozenset()
    room: str = ""

    def covers(self, command: str, target_kind: str) -> bool:
        is_of_room = bool(self.room) and target_kind.startswith(f"{self.room}.")
        return is_of_room or command in self.commands

    def until(self, event: Event) -> date:
        """The last day on which the law keeps the event."""
        if self.years is None:
            return date.max
        return date(timezone.localtime(event.at).year + self.years, 12, 31)


_RETENTIONS: list[Retention] = []


def keep(retention: Retention) -> None:
    """Declare a retention; called once, when a room's ``retention`` module is read."""
    _RETENTIONS.append(retention)


def retention_of(command: str, target_kind: str) -> Retention | None:
    """The law that keeps such events, if any."""
    return next((each for each in _RETENTIONS if each.covers(command, target_kind)), None)


def kept_under(event: Event, *, on: date) -> Retention | None:
    """The law that still keeps the event on that day."""
    retention = retention_of(event.command, event.target_kind)
    return retention if retention and on <= retention.until(event) else None


keep(
    Retention(
        Text(
            "证明删除合法、校验值已公布的记录，没有它们审计链无法核验",
            "the proof that erasures were lawful and heads were published; "
            "the chain cannot be verified without it",
        ),
        years=None,
        commands=frozenset({ERASE, PUBLISH, MAIL, MAILED}),
    )
)
