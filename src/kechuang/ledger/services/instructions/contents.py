"""The JSON values of an instruction, read by type; what does not fit is refused by its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet, TextChoices

from kechuang.base.errors import Text, invalid
from kechuang.ledger.refusals import NOT_POSTED

Record = TypeVar("Record", bound=Model)
Choices = TypeVar("Choices", bound=TextChoices)
Value = TypeVar("Value")


class Content:
    """What an instruction asks for; every reader raises ``InvalidInput`` naming the value."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        """A text that is not blank; no database keeps a NUL."""
        value = self._of_type(name, str)
        if not value.strip() or "\0" in value:
            raise unfit(name)
        return value

    def whole(self, name: str) -> int:
        value = self._of_type(name, int)
        if isinstance(value, bool):
            raise unfit(name)
        return value

    def whole_or_none(self, name: str) -> int | None:
        return None if self.values.get(name) is None else self.whole(name)

    def flag(self, name: str) -> bool:
        return self._of_type(name, bool)

    def flag_or(self, name: str, *, absent: bool) -> bool:
        return self.flag(name) if name in self.values else absent

    def rows(self, name: str) -> list[Any]:
        return self._of_type(name, list)

    def day(self, name: str) -> date:
        return read_day(self.values.get(name), name)

    def instant(self, name: str) -> datetime:
        try:
            found = datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise unfit(name) from error
        if found.tzinfo is None:
            raise unfit(name)
        return found

    def choice(self, name: str, choices: type[Choices]) -> Choices:
        return read_choice(self.values.get(name), choices, name)

    def one(self, name: str, records: QuerySet[Record], by: str = "pk") -> Record:
        """The record whose ``by`` is the value."""
        return read_record(self.values.get(name), records, name, by=by)

    def _of_type(self, name: str, kind: type[Value]) -> Value:
        value = self.values.get(name)
        if not isinstance(value, kind):
            raise unfit(name)
        return value


def read_day(value: Any, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise unfit(name) from error


def read_choice(value: Any, choices: type[Choices], name: str) -> Choices:
    try:
        return choices(value)
    except ValueError as error:
        raise unfit(name) from error


def read_record(value: Any, records: QuerySet[Record], name: str, *, by: str = "pk") -> Record:
    try:
        found = records.filter(**{by: value}).first() if _is_key(value) else None
    except (ValidationError, ValueError) as error:
        raise unfit(name) from error
    if found is None:
        raise unfit(name)
    return found


def read_uuid(value: Any, name: str) -> UUID:
    try:
        return UUID(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise unfit(name) from error


def unfit(name: str) -> Exception:
    return invalid(
        NOT_POSTED,
        f"指令内容“{name}”缺失或不正确",
        f"“{name}” of the instruction is missing or wrong",
        Text("请重新填写后再提交", "Fill it in again"),
    )


def _is_key(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    return isinstance(value, int | UUID) and not isinstance(value, bool)
