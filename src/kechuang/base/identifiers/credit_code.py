"""统一社会信用代码, the unified social credit code: GB 32100-2015.

18 characters: registering department, category, six digits of region (GB/T 2260 at the time of
registration, so never checked against today's list), organisation code (GB 11714), check character.
Registers contain some codes that break the standard: use ``credit_code_problems`` to warn where an
authority supplies the code, ``parse_credit_code`` where a person types it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kechuang.base.identifiers.characters import are_digits, quoted, upper_code
from kechuang.base.identifiers.errors import IdentifierError, joined
from kechuang.base.identifiers.organisation_code import organisation_check_character
from kechuang.base.identifiers.registering_departments import CATEGORIES, DEPARTMENTS, OTHER
from kechuang.engines.wording import Text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
LOOK_ALIKES = {"O": "0", "I": "1", "S": "5", "V": "U", "Z": "2"}
LAST_SERIAL = 999_999


@dataclass(frozen=True)
class CreditCode:
    """A code that satisfies both check characters."""

    value: str

    @property
    def registering_department(self) -> Text:
        return DEPARTMENTS[self.value[0]]

    @property
    def category(self) -> Text:
        """The kind of body; a category later than the standard reads as "other"."""
        return CATEGORIES.get(self.value[:2], OTHER)

    @property
    def region_code(self) -> str:
        return self.value[2:8]

    @property
    def organisation_code(self) -> str:
        return self.value[8:17]

    def __str__(self) -> str:
        return self.value


def credit_code_check_digit(body: str) -> str:
    """The 18th character for the first 17 (all of ``ALPHABET``)."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, body, strict=True))
    # The outer remainder matters: 3 codes in 100 have a total divisible by 31.
    return ALPHABET[(31 - total % 31) % 31]


def credit_code_problems(raw: str) -> tuple[Text, ...]:
    """Everything wrong with ``raw``, with the right check character; () when nothing is."""
    value = upper_code(raw)
    if len(value) != 18:
        return (Text(f"应为18位，实际{len(value)}位", f"18 characters needed, {len(value)} given"),)
    strays = [c for c in value if c not in ALPHABET]
    return tuple(_stray_problems(strays) if strays else _content_problems(value))


def is_credit_code(raw: str) -> bool:
    """Whether ``raw`` satisfies GB 32100 and GB 11714."""
    return not credit_code_problems(raw)


def parse_credit_code(raw: str) -> CreditCode:
    """``raw`` (spaces at the ends, full width and small letters allowed) as a code, or refuse."""
    problems = credit_code_problems(raw)
    if problems:
        raise IdentifierError(
            Text(f"{quoted(raw)}不是有效的统一社会信用代码", f"{quoted(raw)} is no credit code"),
            joined(problems),
            Text(
                "请对照营业执照或登记证书逐位核对",
                "Compare it with the business licence or certificate, character by character",
            ),
        )
    return CreditCode(upper_code(raw))


def example_credit_code(*, region: str, serial: int) -> str:
    """A well-formed enterprise code for demonstration data; ``serial`` is 0 to 999999."""
    if not (0 <= serial <= LAST_SERIAL and len(region) == 6 and are_digits(region)):
        raise IdentifierError(
            Text("无法生成示例代码", "No example code can be made"),
            Text("区划须为6位数字，序号须为0至999999", "region needs 6 digits, serial 0 to 999999"),
            Text("请更换区划或序号", "Give another region or serial"),
        )
    body = f"MA{serial:06d}"
    start = f"91{region}{body}{organisation_check_character(body)}"
    return start + credit_code_check_digit(start)


def _stray_problems(strays: list[str]) -> Iterator[Text]:
    for stray in dict.fromkeys(strays):
        guess = LOOK_ALIKES.get(stray)
        yield Text(
            f"含有代码不使用的字符{quoted(stray)}" + (f"，可能是“{guess}”" if guess else ""),
            f"{quoted(stray)} is never used" + (f", perhaps “{guess}” was meant" if guess else ""),
        )


def _content_problems(value: str) -> Iterator[Text]:
    if value[0] not in DEPARTMENTS:
        yield Text(
            f"第1位“{value[0]}”不是登记管理部门代码",
            f"character 1 “{value[0]}” is no registering department",
        )
    if not are_digits(value[2:8]):
        yield Text("第3至8位应为数字（行政区划）", "characters 3 to 8 (region) must be digits")
    yield from _check_problem(17, value[16], organisation_check_character(value[8:16]))
    yield from _check_problem(18, value[17], credit_code_check_digit(value[:17]))


def _check_problem(place: int, actual: str, expected: str) -> Iterator[Text]:
    if actual != expected:
        yield Text(
            f"第{place}位校验码应为“{expected}”，实际为“{actual}”",
            f"check character {place} should be “{expected}”, it is “{actual}”",
        )
