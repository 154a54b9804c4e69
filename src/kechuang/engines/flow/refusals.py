"""What the flow of a case refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.wording import Refusal, Text


class CalendarError(Refusal):
    """A day or a year the calendar cannot answer for."""


class UnknownYearError(CalendarError):
    """No notice of holidays was loaded for ``year``: working days there are unknown."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Text(f"{year}年的工作日", f"working days of {year}"),
            Text("没有该年放假安排的数据", "no notice of that year's holidays is loaded"),
            Text(
                f"请把国务院办公厅{year}年放假通知录入日历包",
                f"add the State Council's notice for {year} to the calendar pack",
            ),
        )
        self.year = year

    def __reduce__(self) -> tuple[object, ...]:
        return UnknownYearError, (self.year,)


class StepError(Refusal):
    """A step that cannot be taken now; ``reasons`` says all that stands in its way."""

    def __init__(self, what: Text, reasons: Sequence[Text], mend: Text) -> None:
        super().__init__(what, joined(reasons), mend)
        self.reasons = tuple(reasons)


class TermsError(Refusal):
    """Options or an extension that do not fit the procedure."""


class ValueRefusedError(Exception):
    """Why a typed value cannot be taken; the form adds the field."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.zh)
        self.why = why


def joined(texts: Sequence[Text]) -> Text:
    """Several sentences as one, in both languages."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
