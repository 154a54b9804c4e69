"""居民身份证号码, the citizen identity number: GB 11643-1999 (check character ISO 7064 MOD 11-2).

Six digits of region, eight of birth date, three of sequence, one check character. The region is
never checked against today's list: people keep the code of where they were first registered.
Numbers are personal information: messages and ``repr`` show them masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kechuang.base.identifiers.characters import are_digits, upper_code
from kechuang.base.identifiers.errors import IdentifierError, joined
from kechuang.engines.wording import Text

WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
CHECK_CHARACTERS = "10X98765432"


@dataclass(frozen=True)
class CitizenId:
    """A number with a real birth date and the right check character."""

    value: str = field(repr=False)

    @property
    def region_code(self) -> str:
        return self.value[:6]

    @property
    def born_on(self) -> date:
        return _birth_date(self.value)

    @property
    def masked(self) -> str:
        """The number as it may be shown: first six and last four characters."""
        return mask_citizen_id(self.value)

    def __str__(self) -> str:
        return self.masked


def mask_citizen_id(value: str) -> str:
    """``110105********002X``; anything but 18 characters is hidden entirely."""
    return f"{value[:6]}********{value[14:]}" if len(value) == 18 else "*" * len(value)


def citizen_id_check_digit(body: str) -> str:
    """The 18th character for the first 17 digits."""
    total = sum(w * int(c) for w, c in zip(WEIGHTS, body, strict=True))
    return CHECK_CHARACTERS[total % 11]


def citizen_id_problems(raw: str) -> tuple[Text, ...]:
    """Everything wrong with ``raw``; () when nothing is. Never quotes the number itself."""
    value = upper_code(raw)
    if len(value) == 15 and are_digits(value):
        return (Text("15位号码已停用", "15-digit numbers are no longer in use"),)
    if len(value) != 18:
        return (Text(f"应为18位，实际{len(value)}位", f"18 characters needed, {len(value)} given"),)
    if not are_digits(value[:17]) or not (are_digits(value[17]) or value[17] == "X"):
        return (Text("前17位应为数字，末位为数字或X", "17 digits then a digit or X are needed"),)
    return tuple(_content_problems(value))


def is_citizen_id(raw: str) -> bool:
    """Whether ``raw`` satisfies GB 11643."""
    return not citizen_id_problems(raw)


def parse_citizen_id(raw: str) -> CitizenId:
    """``raw`` (spaces at the ends, full width and x allowed) as a number, or refuse."""
    problems = citizen_id_problems(raw)
    if problems:
        masked = mask_citizen_id(upper_code(raw))
        raise IdentifierError(
            Text(f"{masked}不是有效的居民身份证号码", f"{masked} is no citizen identity number"),
            joined(problems),
            Text("请对照居民身份证逐位核对", "Compare it with the identity card, digit by digit"),
        )
    return CitizenId(upper_code(raw))


def _birth_date(value: str) -> date:
    return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))


def _content_problems(value: str) -> Iterator[Text]:
    try:
        _birth_date(value)
    except ValueError:
        yield Text("第7至14位不是真实的日期", "digits 7 to 14 are no date of the calendar")
    expected = citizen_id_check_digit(value[:17])
    if value[17] != expected:
        yield Text(
            f"末位校验码应为“{expected}”，实际为“{value[17]}”",
            f"the check character should be “{expected}”, it is “{value[17]}”",
        )
