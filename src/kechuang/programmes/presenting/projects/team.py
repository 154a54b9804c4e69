"""Who works on a project, and with which powers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from kechuang.accounts.models import User
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.states_of_execution import ASSISTANT_POWERS, CHIEF_POWERS, Power


@dataclass(frozen=True)
class Post:
    """A post of the contract; ``who`` is empty where the round wants none."""

    title: str
    who: str
    powers: tuple[str, ...]


def posts_of(project: Contract) -> list[Post]:
    """The technical chief and the finance assistant, with what each does without asking."""
    own_people = gettext("揭榜方人员（本轮不设技术总师）")
    chief, assistant = project.chief, project.assistant
    posts = [Post(gettext("技术总师"), _name(chief) or own_people, _said(CHIEF_POWERS))]
    if assistant is not None:
        title = gettext("科研财务助理")
        posts.append(Post(title, _name(assistant), _said(ASSISTANT_POWERS)))
    return posts


def people_of(project: Contract) -> list[tuple[str, str, str, str]]:
    """Name, unit, task and term of everybody of the team, those who left at the end."""
    rows = sorted(project.team.all(), key=lambda one: (one.until is not None, one.pk))
    return [(one.name, one.unit, one.task, _term(one.since, one.until)) for one in rows]


def _term(since: object, until: object) -> str:
    return f"{since} — {until}" if until else f"{since} —"


def _name(user: User | None) -> str:
    return (user.full_name or user.username) if user else ""


def _said(powers: frozenset[Power]) -> tuple[str, ...]:
    return tuple(str(power.label) for power in Power if power in powers)
