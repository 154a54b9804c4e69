"""Reading the policy library."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Case, Count, QuerySet, Value, When

from kechuang.base.identifiers import is_region_under
from kechuang.engines.rulebook import Clause, FactSheet, Pack, Reason, evaluate
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import applies_here, pack_of, packs_of
from kechuang.policies.models import PolicyClause, PolicyDocument


def listed_policies() -> QuerySet[PolicyDocument]:
    """Every document of the library with its number of clauses, those that apply here first."""
    return _counted().annotate(place=_place()).order_by("place", "region", "title")


def _counted() -> QuerySet[PolicyDocument]:
    listed = PolicyDocument.objects.filter(is_listed=True)
    return listed.annotate(clause_count=Count("clauses", distinct=True))


def _place() -> Case:
    """0 for a policy of the home region or a part of it, 1 for one that covers it, else 2."""
    regions = PolicyDocument.objects.values_list("region", flat=True).distinct()
    here = [region for region in regions if is_region_under(region, settings.HOME_REGION)]
    above = [region for region in regions if applies_here(region)]
    own, covering = When(region__in=here, then=Value(0)), When(region__in=above, then=Value(1))
    return Case(own, covering, default=Value(2))


def policy_detail(pk: int) -> PolicyDocument:
    """One listed document; raises ``PolicyDocument.DoesNotExist``."""
    return _counted().prefetch_related("clauses").get(pk=pk)


def versions_of(pack_id: str) -> list[PackVersion]:
    """Every version of a listed policy that was ever loaded, the newest first."""
    if not PolicyDocument.objects.filter(pack_id=pack_id, is_listed=True).exists():
        return []
    return list(PackVersion.objects.filter(pack_id=pack_id).order_by("-loaded_at", "-pk"))


def listed_clause(pack_id: str, clause_id: str) -> PolicyClause:
    """One clause of a listed document; raises ``PolicyClause.DoesNotExist``."""
    return PolicyClause.objects.select_related("document").get(
        document__pack_id=pack_id, clause_id=clause_id, document__is_listed=True
    )


def listed_clauses() -> dict[tuple[str, str], PolicyClause]:
    """Every clause of the library by ``(pack_id, clause_id)``."""
    clauses = PolicyClause.objects.filter(document__is_listed=True).select_related("document")
    return {(clause.document.pack_id, clause.clause_id): clause for clause in clauses}


def packs_in_force(on: date) -> tuple[Pack, ...]:
    """The listed policies that apply here on ``on``, ready to evaluate, ordered by id."""
    listed = PolicyDocument.objects.filter(is_listed=True).exclude(pack_digest="")
    here = [one for one in listed if applies_here(one.region) and one.is_in_force(on)]
    return packs_of(one.pack_digest for one in here)


def executable(clause: PolicyClause) -> tuple[Pack, Clause]:
    """The pack and the clause that compute this clause."""
    pack = pack_of(clause.document.pack_digest)
    return pack, next(c for c in pack.clauses if c.id == clause.clause_id)


def conditions_in_words(clause: PolicyClause, *, on: date) -> Reason:
    """The tree of conditions as text: what the engine answers when no fact is known.

    A document that is not in force on ``on`` is read as of its nearest day in force.
    """
    pack, executable_clause = executable(clause)
    latest = min(on, pack.valid_to or on)
    answers = evaluate(pack, FactSheet("", []), on=max(pack.valid_from, latest))
    return next(a.reason for a in answers if a.clause_id == executable_clause.id)
