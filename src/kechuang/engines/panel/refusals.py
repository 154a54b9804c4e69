"""What the panel refuses, and how it says so."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text


class PanelError(Refusal):
    """Input from which no panel, draw or ranking may be made; nothing is guessed."""

    def __reduce__(self) -> tuple[object, ...]:
        return PanelError, (self.what, self.why, self.mend)


def counted(number: int, one: str, many: str = "") -> str:
    """``1 seat`` or ``3 seats``, for the English half of a sentence."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def need_whole(number: int, name: Text, *, least: int = 0) -> None:
    """Refuse a parameter below ``least``."""
    if number < least:
        raise PanelError(
            Text(f"参数“{name.zh}”不能采用", f"The parameter “{name.en}” cannot be used"),
            Text(f"{number}小于{least}", f"{number} is less than {least}"),
            Text(f"请填不小于{least}的整数", f"Give a whole number of at least {least}"),
        )
