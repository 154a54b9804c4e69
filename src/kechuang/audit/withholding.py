"""Events that no page tells yet, because what they are about is sealed until it is opened.

The chain holds them all, in their place and under their hash; who acted, on what and how is told
once the seal is off. A bidder's name is not to be learnt from the audit pages before the deadline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import BooleanField, CharField, ExpressionWrapper, Model, Q, QuerySet
from django.db.models.functions import Cast

from kechuang.audit.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

Rule = Callable[[], Q]
_RULES: list[Rule] = []


def withhold(rule: Rule) -> None:
    """Let a room above keep its events back; ``rule()`` tells which, as things stand."""
    _RULES.append(rule)


def about(rows: QuerySet[Model]) -> Q:
    """Events whose target is one of ``rows``."""
    keys = rows.order_by().annotate(as_target=Cast("pk", CharField())).values("as_target")
    return Q(target_kind=rows.model._meta.label_lower, target_id__in=keys)


def withheld() -> Q:
    found = Q(pk__in=())
    for rule in _RULES:
        found |= rule()
    return found


def events_as_told() -> QuerySet[WithAnnotations[Event]]:
    """Every event; ``is_withheld`` where a page may say no more than that there is one."""
    is_withheld = ExpressionWrapper(withheld(), output_field=BooleanField())
    return Event.objects.annotate(is_withheld=is_withheld)
