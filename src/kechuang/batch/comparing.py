"""Comparing the rows that pages show with what a replay computes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from django.db.models import F

from kechuang.batch.keeping import kept_answer, kept_matches
from kechuang.batch.work import Computed
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.services import KeptAnswer
from kechuang.matching.models import Match
from kechuang.matching.services import KeptMatch
from kechuang.runs.models import Part

Rows = list[dict[str, Any]]


def is_as_stored(part: Part, computed: Computed) -> bool:
    """True when digest and stored rows of the part are exactly what was computed."""
    if computed.digest != part.result_digest:
        return False
    is_entitlement = part.kind == "entitlement"
    return _answers_agree(part, computed) if is_entitlement else _matches_agree(part, computed)


def _answers_agree(part: Part, computed: Computed) -> bool:
    expected = [asdict(kept_answer(line)) for line in computed.lines]
    subjects = {answer["subject"] for answer in expected}
    stored = Entitlement.objects.filter(run=part.run_id, party__credit_code__in=subjects)
    columns = [field.name for field in fields(KeptAnswer) if field.name != "subject"]
    found = stored.values(*columns, subject=F("party__credit_code"))
    rows = [{**row, "evidence": bytes(row["evidence"])} for row in found]
    keys = ("subject", "pack_id", "clause_id")
    return _ordered(rows, keys) == _ordered(expected, keys)


def _matches_agree(part: Part, computed: Computed) -> bool:
    results = [json.loads(line) for line in computed.lines]
    expected = [asdict(match) for result in results for match in kept_matches(result)]
    stored = Match.objects.filter(
        run=part.run_id, demand__in=[int(result["demand"]) for result in results]
    )
    rows = list(stored.values(*(field.name for field in fields(KeptMatch))))
    return _ordered(rows, ("demand_id", "rank")) == _ordered(expected, ("demand_id", "rank"))


def _ordered(rows: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> Rows:
    return sorted(rows, key=lambda row: tuple(row[key] for key in keys))
