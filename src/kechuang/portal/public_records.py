"""Everything public that a search may find, with the words it is found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils.translation import get_language

from kechuang.base.actors import ANONYMOUS
from kechuang.base.clock import today
from kechuang.demands.selectors import visible_demands
from kechuang.engines.rulebook import Reason
from kechuang.engines.wording import Text
from kechuang.outcomes.selectors import visible_outcomes
from kechuang.packs.selectors import applies_here
from kechuang.parties.models import Party
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import conditions_in_words, listed_clauses


@dataclass(frozen=True)
class Found:
    """One thing found: its kind, its titles and where it is shown."""

    kind: str
    title: str
    title_en: str
    extract: str
    extract_en: str
    url: str

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; the Chinese one where there is no other."""
        return _said(self.title, self.title_en)

    @property
    def shown_extract(self) -> str:
        """The extract in the reader's language; the Chinese one where there is no other."""
        return _said(self.extract, self.extract_en)


@dataclass(frozen=True)
class PublicRecord:
    """What is shown when found, and the text and keywords it is found by."""

    found: Found
    text: str
    keywords: tuple[str, ...] = ()


def _said(zh: str, en: str) -> str:
    return Text(zh, en or zh).said_in(get_language() or "zh-hans")


def public_records() -> Iterator[PublicRecord]:
    """Policy clauses, outcomes, demands and organisations, as an anonymous reader sees them.

    Equal scores are ranked in this order, so clauses that apply here come first.
    """
    return chain(_clauses(), _outcomes(), _demands(), _parties())


def _clauses() -> Iterator[PublicRecord]:
    for clause in sorted(listed_clauses().values(), key=_applies_elsewhere):
        document = clause.document
        found = Found(
            "policy",
            f"{document.title} · {clause.title}",
            f"{document.title_en} · {clause.title_en}",
            f"{document.issuer} {document.doc_no} {clause.article}",
            f"{document.issuer} {document.doc_no} {clause.article_en}",
            reverse("policies:clause", args=[document.pack_id, clause.clause_id]),
        )
        yield PublicRecord(found, f"{found.extract} {_conditions(clause)}")


def _outcomes() -> Iterator[PublicRecord]:
    for outcome in visible_outcomes(ANONYMOUS):
        url = reverse("outcomes:detail", args=[outcome.pk])
        summary, summary_en = outcome.public_summary, outcome.public_summary_en
        found = Found("outcome", outcome.title, outcome.title_en, summary, summary_en, url)
        yield PublicRecord(found, f"{summary} {summary_en}", tuple(outcome.keywords))


def _demands() -> Iterator[PublicRecord]:
    for demand in visible_demands(ANONYMOUS):
        url = reverse("demands:detail", args=[demand.pk])
        found = Found("demand", demand.title, demand.title_en, demand.problem, "", url)
        yield PublicRecord(found, f"{demand.problem} {demand.public_text}")


def _parties() -> Iterator[PublicRecord]:
    for party in Party.objects.all():
        url = reverse("parties:detail", args=[party.pk])
        yield PublicRecord(
            Found("party", party.name, party.name_en, "", "", url), party.credit_code
        )


def _applies_elsewhere(clause: PolicyClause) -> bool:
    return not applies_here(clause.document.region)


def _conditions(clause: PolicyClause) -> str:
    """The labels of every condition, so that 研发费用 finds the clauses that ask for it."""
    return " ".join(_labels(conditions_in_words(clause, on=today())))


def _labels(reason: Reason) -> Iterator[str]:
    yield reason.label.zh
    for child in reason.children:
        yield from _labels(child)
