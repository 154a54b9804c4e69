"""What the flow of a case refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.wording import Refusal, Text


class CalendarError(Refusal):
    """A day or a year the calendar cannot answer for."""


class UnknownYearError(CalendarError):
    """``year`` has no notice of holidays, announced or entered: its working days are unknown."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Text(f"{year}年的工作日", f"working days of {year}"),
            Text(
                "该年放假安排尚未公布，或尚未录入，不推算",
                "the holidays of that year were not announced or not entered yet; nobody guesses",
            ),
            Text(
                f"请把国务院办公厅{year}年放假通知录入日历包",
                f"add the State Council's notice for {year} to the calendar pack",
            ),
        )
        self.year = year

    @property
    def told(self) -> Text:
        """What cannot be counted, and why."""
        return Text(f"{self.what.zh}未知：{self.why.zh}", f"{self.what.en} unknown: {self.why.en}")

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
