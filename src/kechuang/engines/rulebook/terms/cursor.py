"""Walks over the tokens of one phrase and says what is out of place."""

from __future__ import annotations

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.terms.tokens import Token, split_tokens
from kechuang.engines.wording import Text

END = Token("end", "")


class Cursor:
    def __init__(self, written: str) -> None:
        self.tokens = split_tokens(written)
        self.position = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next
        self.position += 1
        return token

    def takes(self, *texts: str) -> str | None:
        return self.take().text if self.next.text in texts else None

    def expect(self, text: str) -> None:
        if not self.takes(text):
            raise unexpected(self.next, text)

    def finish(self) -> None:
        if self.next is not END:
            raise unexpected(self.next, "")


def unexpected(token: Token, wanted: str) -> WordingError:
    here = token.text or "结尾"
    mend = Text(f"这里可以写：{wanted}", f"here you may write: {wanted}")
    if not wanted:
        mend = Text("请检查括号和运算符", "check brackets and operators")
    return WordingError(
        Text(f"“{here}”出现在不该出现的地方", f"“{token.text or 'end'}” is out of place"), mend
    )


def needs_period(name: str) -> WordingError:
    return WordingError(
        Text(f"“{name}”是分年度的事实，须指明年度", f"“{name}” is yearly and needs a year"),
        Text(f"请写 {name}@last_year", f"write {name}@last_year"),
    )


def no_period(name: str) -> WordingError:
    return WordingError(
        Text(f"“{name}”不分年度", f"“{name}” is not yearly"),
        Text(f"请去掉年度，写 {name}", f"drop the year and write {name}"),
    )
