"""Legal bases as a reader may check them: document, number, article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.flow import Basis, Procedure
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """An article of a document, or an example of ours (示例), which has no document."""

    document: Text | None
    article: Text
    is_example: bool


def grounds_of(bases: Sequence[Basis], procedure: Procedure) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            document=_document(procedure, basis.source) if basis.source else None,
            article=basis.article,
            is_example=basis.is_example,
        )
        for basis in bases
    )


def _document(procedure: Procedure, source_id: str) -> Text:
    source = procedure.sources[source_id]
    number = f"（{source.doc_no}）" if source.doc_no else ""
    return Text(f"《{source.title.zh}》{number}", f"{source.title.en}{number}")
