"""How sources report a firm's figures: some are silent, some take its word, some differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from kechuang.demo.city.draws import WHOLE_BP, between, chance, part_of, stream
from kechuang.demo.city.enterprises import Branch, Firm
from kechuang.demo.city.figures import Figure, branch_figures, figures_of
from kechuang.demo.city.openness import Openness
from kechuang.demo.city.origins import SELF_REPORTED, TAX_SHARED, UNIT_OF, Origin, origin_of
from kechuang.demo.city.shapes import Enterprise, StatedFact

FIGURES_STREAM, STATEMENTS_STREAM = 3, 4
DISPUTED_BP = 600
DISPUTED_DAYS = (20, 90)


def state_facts(
    seed: int, firms: tuple[Firm, ...], branches: tuple[Branch, ...]
) -> tuple[StatedFact, ...]:
    facts: list[StatedFact] = []
    for number, firm in enumerate(firms):
        figures = figures_of(stream(seed, part=FIGURES_STREAM, number=number), firm)
        rng = stream(seed, part=STATEMENTS_STREAM, number=number)
        facts += _report(rng, firm.enterprise, firm.profile.openness, figures)
    for number, branch in enumerate(branches, start=len(firms)):
        rng = stream(seed, part=STATEMENTS_STREAM, number=number)
        figures = branch_figures(branch.enterprise)
        facts += _report(rng, branch.enterprise, branch.head_openness, figures)
    return tuple(facts)


def _report(
    rng: Random, enterprise: Enterprise, openness: Openness, figures: Iterator[Figure]
) -> Iterator[StatedFact]:
    missing_papers: dict[tuple[str, str], bool] = {}
    for figure in figures:
        origin = origin_of(figure.name, figure.value)
        paper = (origin.source, figure.period)
        if paper not in missing_papers:
            missing_papers[paper] = chance(rng, openness.missing_paper_bp)
        is_missing = missing_papers[paper] or chance(rng, openness.missing_fact_bp)
        if origin.is_register or not is_missing:
            yield from _statements(rng, enterprise.credit_code, figure, origin, openness)


def _statements(
    rng: Random, credit_code: str, figure: Figure, origin: Origin, openness: Openness
) -> Iterator[StatedFact]:
    fact = _statement(rng, credit_code, figure, origin, openness)
    yield fact
    if figure.period and type(figure.value) is int and chance(rng, DISPUTED_BP):
        yield from _dispute(rng, fact, figure.value)


def _statement(
    rng: Random, credit_code: str, figure: Figure, origin: Origin, openness: Openness
) -> StatedFact:
    is_own_word = origin.is_company_paper and bool(origin.month) and not openness.is_audited
    is_certified = chance(rng, origin.certified_bp) and not is_own_word
    return StatedFact(
        credit_code=credit_code,
        name=figure.name,
        value=figure.value,
        period=figure.period,
        unit=UNIT_OF.get(figure.name, ""),
        source=SELF_REPORTED if is_own_word else origin.source,
        as_of=origin.reported_on(figure.period),
        certified_by=origin.certifier if is_certified else "",
    )


def _dispute(rng: Random, fact: StatedFact, value: int) -> Iterator[StatedFact]:
    """A second source that says something else; nothing differs from nothing."""
    off_bp = between(rng, 200, 1_500) * (1 if chance(rng, WHOLE_BP // 2) else -1)
    other = part_of(value, WHOLE_BP + off_bp)
    if other == value:
        return
    yield StatedFact(
        credit_code=fact.credit_code,
        name=fact.name,
        value=other,
        period=fact.period,
        unit=fact.unit,
        source=TAX_SHARED if fact.source == SELF_REPORTED else SELF_REPORTED,
        as_of=fact.as_of + timedelta(days=between(rng, *DISPUTED_DAYS)),
        certified_by="",
    )
