"""Two times of a question: the day of the books, and what was recorded by an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q


@dataclass(frozen=True)
class Moment:
    """The books as of the end of ``on``, as far as they were recorded by ``known``.

    A book day may be earlier than the posting: a paper printed before the posting did not know of
    it. ``known`` is None where everything recorded so far counts.
    """

    on: date
    known: datetime | None = None

    def of(self, voucher: str = "") -> Q:
        """What had a voucher by then; ``voucher`` is the way to it, empty for vouchers."""
        way = f"{voucher}__" if voucher else ""
        booked = Q(**{f"{way}on__lte": self.on})
        return booked & Q(**{f"{way}at__lte": self.known}) if self.known else booked
