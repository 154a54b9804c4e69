"""What the tally refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.wording import Refusal, Text


class TallyError(Refusal):
    """Numbers from which no amount may be computed; nothing is guessed and nothing is clipped."""

    def __reduce__(self) -> tuple[object, ...]:
        return TallyError, (self.what, self.why, self.mend)


def need_some(numbers: Sequence[object], what: Text) -> None:
    if not numbers:
        raise TallyError(
            what,
            Text("没有可计算的项目", "there is nothing to compute with"),
            Text("请至少给出一项", "Give at least one entry"),
        )


def need_none_negative(numbers: Sequence[int], what: Text) -> None:
    least = min(numbers, default=0)
    if least < 0:
        raise TallyError(
            what,
            Text(f"{least}是负数", f"{least} is negative"),
            Text("请填零或正数；追回请另作红字", "Give zero or more; a claw-back is a reversal"),
        )


def need_positive(number: int, what: Text) -> None:
    if number <= 0:
        raise TallyError(
            what,
            Text(f"{number}不是正数", f"{number} is not positive"),
            Text("请填正的整数", "Give a positive whole number"),
        )
