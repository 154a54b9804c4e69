"""How somebody reads one case: asked once, for all that its page shows."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.cases.access import named_roles, office_roles, reads_as_staff
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.selectors.sight import Sight, sight_in
from kechuang.cases.states import STAFF_ROLES
from kechuang.engines.flow import Procedure


@dataclass(frozen=True)
class Reading:
    """In staff wording with names and with who objects to what, or as a participant; ``roles``
    are those in which the reader may act."""

    is_staff: bool
    roles: frozenset[str]
    sight: Sight

    @property
    def procedure(self) -> Procedure:
        return self.sight.procedure

    def names(self, row: StepTaken) -> bool:
        """Whether people who took the step are named: to the authority and auditors, applicants
        and whoever objected only where these are told whose case it is."""
        return self.is_staff and (self.sight.sees_party or STAFF_ROLES.issuperset(row.roles))


def reading_of(case: Case, actor: Actor) -> Reading:
    named, is_staff = named_roles(actor, case), reads_as_staff(actor, case)
    seen_in = named | STAFF_ROLES if is_staff else named
    acting = named | office_roles(actor, case)
    return Reading(is_staff, acting, sight_in(case, seen_in))
