"""Collecting what a sweep computes from."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from kechuang import __version__, engines
from kechuang.base.errors import InvalidInput
from kechuang.batch.frozen import freeze, pack_line, party_line, search_line
from kechuang.demands.selectors import match_query, open_demands
from kechuang.engines.rulebook import Fact, Pack
from kechuang.outcomes.selectors import match_documents
from kechuang.packs.selectors import applies_here, current_packs
from kechuang.parties.fact_values import as_engine_fact
from kechuang.parties.models import PartyFact
from kechuang.parties.selectors import enterprises, stated_facts

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class SweepInputs:
    """Frozen inputs and how many items of each kind they hold."""

    content: bytes
    digest: str
    parties: int
    demands: int


def collect_inputs(*, on: date) -> SweepInputs:
    """Freeze the packs in force here on ``on``, all enterprises' facts, outcomes, open demands."""
    packs = [pack_line(pack) for pack in packs_in_force(on)]
    parties = [
        party_line(party.credit_code, list(readable_facts(rows)))
        for party, rows in stated_facts(enterprises())
    ]
    outcomes = [search_line("outcome", document) for document in match_documents()]
    demands = [search_line("demand", match_query(demand)) for demand in open_demands()]
    content, digest = freeze(
        [engines_line(), _catalogue_line(), *packs, *parties, *outcomes, *demands]
    )
    return SweepInputs(content, digest, len(parties), len(demands))


def readable_facts(rows: Iterable[PartyFact]) -> Iterator[Fact]:
    """Statements as today's catalogue reads them.

    One that the catalogue no longer names or types so is left out and logged: its party's answers
    become unknown, and everybody else's are still computed.
    """
    for row in rows:
        try:
            yield as_engine_fact(row)
        except (InvalidInput, ValueError):
            LOG.warning("fact %s (%s of party %s) left out", row.pk, row.name, row.party_id)


def packs_in_force(on: date) -> Iterator[Pack]:
    """Current packs whose region covers or lies in the home region and whose dates cover ``on``."""
    return (pack for pack in current_packs() if applies_here(pack.region) and _covers(pack, on))


def _covers(pack: Pack, on: date) -> bool:
    return (pack.valid_from is None or pack.valid_from <= on) and (
        pack.valid_to is None or on <= pack.valid_to
    )


def engines_line() -> dict[str, Any]:
    """Which engines compute: another version of them is another run, not the same one again."""
    sources = sorted(Path(engines.__path__[0]).rglob("*.py"))
    contents = b"".join(source.read_bytes() for source in sources)
    return {"kind": "engines", "version": __version__, "digest": sha256(contents).hexdigest()}


def _catalogue_line() -> dict[str, Any]:
    text = (settings.PACKS_FOLDER / "facts.yaml").read_text(encoding="utf-8")
    return {"kind": "catalogue", "source": text}
