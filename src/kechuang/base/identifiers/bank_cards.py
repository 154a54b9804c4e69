"""Bank card numbers: ISO/IEC 7812-1, the last digit is a Luhn check digit."""

from __future__ import annotations

from kechuang.base.identifiers.characters import are_digits, half_width
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

SHORTEST, LONGEST = 13, 19


def luhn_check_digit(body: str) -> str:
    """The digit that completes ``body``."""
    doubled = (int(d) * 2 for d in body[-1::-2])
    total = sum(n // 10 + n % 10 for n in doubled) + sum(int(d) for d in body[-2::-2])
    return str(-total % 10)


def parse_bank_card(raw: str) -> str:
    """The digits (blanks between them allowed), or refuse. Never quoted in messages."""
    number = half_width(raw).replace(" ", "")
    if not (are_digits(number) and SHORTEST <= len(number) <= LONGEST):
        raise _refusal(Text("应为13至19位数字", "13 to 19 digits are needed"))
    if luhn_check_digit(number[:-1]) != number[-1]:
        raise _refusal(Text("校验位不符", "the check digit does not fit"))
    return number


def mask_bank_card(number: str) -> str:
    """Only the last four digits."""
    return "*" * (len(number) - 4) + number[-4:] if len(number) >= SHORTEST else "*" * len(number)


def _refusal(why: Text) -> IdentifierError:
    return IdentifierError(
        Text("银行卡号无法采用", "The bank card number cannot be used"),
        why,
        Text("请对照银行卡核对", "Compare it with the card"),
    )
