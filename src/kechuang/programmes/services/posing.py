"""A need is filed in the name of the unit that files it."""

from __future__ import annotations

from datetime import datetime

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid
from kechuang.cases.models import Case
from kechuang.engines.flow import Effect
from kechuang.programmes.refusals import NOT_FILED
from kechuang.programmes.selectors.contents import handed_in, need_content


def check_demander(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``check_demander``: the unit that is named is the one whose people file; a need
    that the government poses itself names whom it poses it for."""
    named = need_content(handed_in(case)).demander
    if case.party is None or named.code == case.party.credit_code:
        return
    raise invalid(
        NOT_FILED,
        f"需求单位“{named.name}”不是提出需求的单位“{case.party.name}”",
        f"the demanding unit {named.name} is not {case.party.name}, which files the need",
        Text(
            "请填写本单位；与其他单位共同提出的，写在“联合单位”一栏",
            "Name your own unit; units that join in go into “Partners”",
        ),
    )
