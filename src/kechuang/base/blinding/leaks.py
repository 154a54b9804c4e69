"""What in the remaining text may still tell who wrote it: shown to the officer, who decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kechuang.base.blinding.people import named_people
from kechuang.base.blinding.units import named_units, self_descriptions
from kechuang.base.identifiers import is_citizen_id, is_credit_code, luhn_check_digit
from kechuang.base.identifiers.characters import FULL_WIDTH
from kechuang.engines.wording import Text

LEAKS: Mapping[str, Text] = {
    "credit-code": Text("统一社会信用代码", "unified social credit code"),
    "citizen-id": Text("身份证号", "citizen identity number"),
    "phone": Text("电话号码", "telephone number"),
    "email": Text("电子邮箱", "e-mail address"),
    "bank-card": Text("银行卡或账户", "bank card or account"),
    "url": Text("网址", "web address"),
    "chat": Text("微信、QQ 等账号", "WeChat, QQ or like account"),
    "patent": Text("专利号、登记号", "patent or registration number"),
    "grant": Text("项目或基金编号", "project or grant number"),
    "unit": Text("疑似单位名称", "what looks like a unit's name"),
    "self-description": Text("可推知单位的自述", "a self-description that tells the unit"),
    "person": Text("疑似人名", "what looks like a person's name"),
    "known-name": Text("已知名称分散在几处", "a known name spread over several places"),
    "picture": Text("图片（不识别其中文字）", "a picture, whose text nobody has read"),
    "undecodable-text": Text(
        "有文字无法解码，不能核对", "text that cannot be decoded and was not checked"
    ),
}
_AROUND = 12
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 12, 21


class Leak(NamedTuple):
    """Something left in the copy that may tell; ``place`` is page, paragraph, cell or slide."""

    kind: str
    place: Text
    excerpt: str

    @property
    def label(self) -> Text:
        return LEAKS[self.kind]

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The excerpt before, at and after what was found."""
        return pieces_of(self.excerpt)

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "label": self.label._asdict(),
            "place": self.place._asdict(),
            "excerpt": self.excerpt,
        }


def find_leaks(text: str, place: Text) -> list[Leak]:
    """Suspicious passages of ``text`` in their order; a passage is told once."""
    plain = text.translate(FULL_WIDTH)
    taken: list[tuple[int, int]] = []
    found = []
    for kind, start, end in _passages(plain):
        if not any(begin <= start and end <= stop for begin, stop in taken):
            taken.append((start, end))
            found.append((start, Leak(kind, place, _excerpt(text, start, end))))
    return [leak for _, leak in sorted(found, key=lambda pair: pair[0])]


def pieces_of(excerpt: str) -> tuple[str, str, str]:
    """An excerpt before, at and after its brackets; one without brackets was found whole."""
    before, bracket, rest = excerpt.partition("【")
    found, _, after = rest.partition("】")
    return (before, found, after) if bracket else ("", excerpt, "")


def _passages(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern, is_real in _NUMBERED:
        for match in pattern.finditer(text):
            if is_real(match[0]):
                yield kind, match.start(), match.end()
    for kind, finder in _WORDED.items():
        for start, end in finder(text):
            yield kind, start, end


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    return " ".join(f"{before}【{text[start:end]}】{after}".split())


def _is_account(run: str) -> bool:
    digits = re.sub(r"[ -]", "", run)
    if not _SHORTEST_ACCOUNT <= len(digits) <= _LONGEST_ACCOUNT:
        return False
    return run[0] not in "0123456789" or luhn_check_digit(digits[:-1]) == digits[-1]


def _always(_run: str) -> bool:
    return True


def _is_labelled_account(run: str) -> bool:
    return len(re.sub(r"\D", "", run)) >= _SHORTEST_ACCOUNT


_NUMBERED: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email", re.compile(r"(?a)[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), _always),
    (
        "url",
        re.compile(
            r"(?ai)(?:https?|ftp)://[^\s,，。；）)]{3,200}|\bwww\.[\w.-]{3,100}"
            r"|(?<![\w.-])[a-z0-9][a-z0-9-]{1,60}\.(?:com|cn|net|org|gov|edu|top|io)(?:\.cn)?"
            r"(?:/[\w./-]{0,100})?(?![\w.-])"
        ),
        _always,
    ),
    ("credit-code", re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])"), is_credit_code),
    ("citizen-id", re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])"), is_citizen_id),
    (
        "bank-card",
        re.compile(r"(?:账号|帐号|账户|卡号|账 号)[^\d\n]{0,8}\d[\d -]{10,28}\d"),
        _is_labelled_account,
    ),
    (
        "patent",
        re.compile(
            r"(?ai)\bZL\s?\d{8,13}(?:\.[\dX])?|\bCN\s?\d{7,12}\s?[A-CSUY]\d?\b|\b20\d{10}\.[\dX]\b"
            r"|软著登字第?\s?\d{5,9}|\b20\d{2}SR\d{6,8}\b"
        ),
        _always,
    ),
    (
        "phone",
        re.compile(
            r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
            r"|(?<![\d.])\(?0\d{2,3}\)?[- ]?[2-9]\d{2,3}[- ]?\d{4}(?!\d)(?:\s?(?:转|-)\s?\d{1,5})?"
            r"|(?<!\d)[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)"
        ),
        _always,
    ),
    (
        "bank-card",
        re.compile(r"(?<![\d.])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{2,9}(?![\d.])"),
        _is_account,
    ),
    (
        "chat",
        re.compile(r"(?ai)(?:微信号?|wechat|qq群?|公众号|抖音号?)[\s:：为是]{0,4}[\w-]{5,30}"),
        _always,
    ),
    (
        "grant",
        re.compile(
            r"(?:项目|课题|合同|基金|批准|立项|证书|许可证|备案)(?:编)?号?[\s:：为是No.(（]{1,6}"
            r"[A-Za-z]{0,8}[\dA-Za-z〔〕\[\]-]{0,12}\d{4,}[\dA-Za-z-]*"
        ),
        _always,
    ),
)
_WORDED: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "unit": named_units,
    "self-description": self_descriptions,
    "person": named_people,
}
