"""Dates that keep the precision they were given in: 2024年3月 stays a month."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day. Not ordered: a month is neither before nor after its own days."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        try:
            if self.month is None and self.day is not None:
                raise ValueError
            _ = self.earliest
        except ValueError:
            raise IdentifierError(
                Text("日期不存在", "There is no such date"),
                Text(
                    f"日历上没有 {self.year}年{self.month}月{self.day}日",
                    f"the calendar has no year {self.year}, month {self.month}, day {self.day}",
                ),
                Text("请核对年、月、日", "Check the year, month and day"),
            ) from None

    @property
    def earliest(self) -> date:
        """The first day this may be."""
        month, day = (1 if part is None else part for part in (self.month, self.day))
        return date(self.year, month, day)

    @property
    def latest(self) -> date:
        """The last day this may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    def is_before(self, on: date) -> bool | None:
        """Whether it lies before the day ``on``; None when its precision cannot tell."""
        if self.latest < on:
            return True
        return False if self.earliest >= on else None

    def is_after(self, on: date) -> bool | None:
        """Whether it lies after the day ``on``; None when its precision cannot tell."""
        if self.earliest > on:
            return True
        return False if self.latest <= on else None

    def exact_day(self) -> date:
        """The day itself; refuses a mere month or year rather than taking its first day."""
        if not self.is_exact:
            raise IdentifierError(
                Text(f"日期“{self}”不够精确", f"The date “{self}” is not precise enough"),
                Text("这里需要具体到日", "a day is needed here"),
                Text("请补充到日，例如 2024-03-15", "Add the day, for example 2024-03-15"),
            )
        return self.earliest

    @property
    def text(self) -> Text:
        """``2024年3月`` and ``March 2024``."""
        zh = f"{self.year}年" + (f"{self.month}月" if self.month else "")
        en = f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)
        return Text(zh + (f"{self.day}日" if self.day else ""), f"{self.day or ''} {en}".strip())

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", self.month, self.day)
        return "-".join(p if isinstance(p, str) else f"{p:02d}" for p in parts if p is not None)
