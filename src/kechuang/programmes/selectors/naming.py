"""Who is named to whom: the procedure's own visibility, asked wherever a name would be shown."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.cases.models import Case
from kechuang.cases.selectors import terms_of
from kechuang.cases.states import ANYBODY
from kechuang.engines.flow import may_see
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.awards import winners
from kechuang.programmes.selectors.contents import need_of

DEMANDER_UNIT, WINNER = "demander_unit", "winner"
EVERYBODY = frozenset({ANYBODY})
HIDDEN = Text("（按需求方要求不公开）", "(withheld at the demander's request)")
NOT_NOW = Text("（现阶段不公开）", "(not shown at this stage)")


def is_named(case: Case, roles: Iterable[str], field: str) -> bool:
    """Whether one of ``roles`` may read ``field`` of the case in the state it is in now."""
    terms = terms_of(case.round)
    return any(
        may_see(terms.procedure, case.state, role, field, options=terms.options) for role in roles
    )


def is_demander_named(item: ListedItem) -> bool:
    """Whether everybody may read who posed the item."""
    return not item.need.is_name_hidden and is_named(item.case, EVERYBODY, DEMANDER_UNIT)


def named_demander(item: ListedItem) -> Text:
    """The demander as everybody may read it, or why not."""
    if not is_demander_named(item):
        return HIDDEN if item.need.is_name_hidden else NOT_NOW
    name = need_of(item.case).demander.name
    return Text(name, name)


def named_winners(item: ListedItem, roles: Iterable[str] = EVERYBODY) -> tuple[Bid, ...]:
    """The bids that are proposed or awarded, lane by lane; none where ``roles`` may not know."""
    if not is_named(item.case, roles, WINNER):
        return ()
    awards = item.awards.select_related("bid__party", "bid__award").order_by("lane")
    return tuple(award.bid for award in awards) or winners(item)
