"""What a page says about the time it speaks of, and the addresses that ask the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from kechuang.ledger.selectors.moments import Moment

MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Paper:
    """A report as it is printed at ``at``: of which book day, and what it knew.

    ``asked`` is everything the request asked for.
    """

    moment: Moment
    at: datetime
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> str:
        """The instant by which everything on it was recorded, in local time."""
        return instant(self.moment.known or self.at).replace("T", " ")

    @property
    def query(self) -> dict[str, str]:
        """As it was asked: a report of now stays one of now."""
        day = {"on": self.moment.on.isoformat()}
        return day | {"known": instant(self.moment.known)} if self.moment.known else day

    @property
    def fixed(self) -> str:
        """The query that gives this very report whenever it is asked again."""
        told = {name: value for name, value in self.asked.items() if value}
        known = instant(self.moment.known or self.at)
        return urlencode(told | self.query | {"known": known})

    def link(self, name: str, **asked: object) -> str:
        """The address of a page of the ledger at this moment."""
        told = {key: value for key, value in asked.items() if value}
        return f"{reverse(f'ledger:{name}')}?{urlencode(told | self.query)}"


def instant(at: datetime) -> str:
    """Local time to the millisecond, never earlier than ``at``, as a form's field takes it."""
    local = localtime(at).replace(tzinfo=None)
    if local.microsecond % 1000:
        local += MILLISECOND
    return local.isoformat(timespec="milliseconds")
