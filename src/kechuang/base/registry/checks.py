"""Checks of single values that both registries make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model, TextChoices

from kechuang.base.errors import Text
from kechuang.base.registry.problems import Problem

MATURITY_LEVELS = range(1, 10)
LONGEST_TITLE = 200
LONGEST_TITLE_EN = 400


def title_problems(title: str, title_en: str) -> Iterator[Problem]:
    if not title.strip():
        yield Problem("title", Text("名称不能为空", "the title is empty"))
    yield from length_problems("title", title, LONGEST_TITLE)
    yield from length_problems("title_en", title_en, LONGEST_TITLE_EN)


def length_problems(field: str, value: str, longest: int) -> Iterator[Problem]:
    if len(value) > longest:
        yield Problem(
            field,
            Text(f"超过 {longest} 个字符", f"longer than {longest} characters"),
        )


def column_length_problems(
    table: type[Model], content: object, names: Iterable[str]
) -> Iterator[Problem]:
    """Texts of ``content`` that do not fit the column of the same name."""
    for name in names:
        longest = getattr(table._meta.get_field(name), "max_length", None)
        if longest is not None:
            yield from length_problems(name, getattr(content, name), longest)


def maturity_problems(field: str, level: int | None) -> Iterator[Problem]:
    """Technology readiness levels are 1 to 9 (GB/T 22900-2022); None is unknown."""
    if level is not None and level not in MATURITY_LEVELS:
        yield Problem(field, Text("技术就绪水平应为 1 至 9", "the readiness level must be 1 to 9"))


def amount_problems(field: str, fen: int | None) -> Iterator[Problem]:
    if fen is not None and fen < 0:
        yield Problem(field, Text("金额不能为负", "the amount is negative"))


def choice_problems(
    field: str, values: Iterable[str], choices: type[TextChoices]
) -> Iterator[Problem]:
    for value in values:
        if value not in choices.values:
            yield Problem(
                field, Text(f"“{value}”不在可选项中", f"“{value}” is not one of the choices")
            )
