"""How well each expert's field and own words answer each submission, by ``engines/match``."""

from __future__ import annotations

from kechuang.base.identifiers import discipline_name
from kechuang.engines.match import Document, Index, Query
from kechuang.reviews.models import Expert, ReviewRound

Scores = dict[tuple[str, int], float]


def expertise_scores(review_round: ReviewRound) -> Scores:
    """By ``(reference, expert's key)``, for the members of the pool; who shares no word is absent.

    Only titles are compared, so that nothing sealed is read for it.
    """
    experts = [member.expert for member in review_round.members.select_related("expert")]
    if not experts:
        return {}
    index = Index.build([_document(expert) for expert in experts])
    queries = [Query(row.reference, row.title) for row in review_round.submissions.all()]
    return {
        (reference, int(hit.document_id)): float(hit.score)
        for reference, hits in index.search_many(queries, top=len(experts))
        for hit in hits
    }


def _document(expert: Expert) -> Document:
    fields = "、".join(discipline_name(code).zh for code in expert.fields)
    return Document(str(expert.pk), fields, expert.own_words)
