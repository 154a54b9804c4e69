"""Stages and vetoes that tell those who must not know."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.db.models import Q

from kechuang.cases.models import Case
from kechuang.cases.selectors import reading_of, timeline_for
from tests.proof.canaries.town import Town


def stages_of_others(town: Town) -> AbstractContextManager[Any]:
    """Whoever is an expert reads what others were invited to judge."""
    place = "kechuang.programmes.selectors.execution.material.stages_seen_by"
    return patch(place, lambda actor: Q())


def named_experts(town: Town) -> AbstractContextManager[Any]:
    """The team reads who scored its report."""
    place = "kechuang.programmes.presenting.projects.milestones._invited"
    return patch(place, lambda milestone: frozenset())


def told_vetoes(town: Town) -> AbstractContextManager[Any]:
    """The public reads a case in the words of the authority."""

    def told(case: Case) -> Any:
        return timeline_for(case, reading_of(case, town.officer.actor))

    return patch("kechuang.cases.views.publicity.public_timeline", told)
