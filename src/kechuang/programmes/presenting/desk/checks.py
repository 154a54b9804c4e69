"""The formal check of a bid, rule by rule: article, facts, verdict, and what failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Procedure
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid, CheckResult
from kechuang.programmes.presenting.desk.facts import Fact, fact_words
from kechuang.programmes.selectors.bids import latest_checks
from kechuang.programmes.selectors.checks import findings_of
from kechuang.programmes.states import SUPPLIABLE, UNCHECKED, CheckKind

OCCASIONS = {
    "open_bids": _("启封"),
    "check_bid": _("重新核查"),
    "supply_finding": _("补充事实"),
    "admit": _("通过审查"),
    "approve": _("批准立项"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check as it stands; ``facts`` and ``sources`` are what it read."""

    kind: CheckKind
    verdict: str
    reasons: tuple[Text, ...]
    facts: tuple[Text, ...]
    sources: tuple[str, ...]
    grounds: tuple[Ground, ...]

    @property
    def is_suppliable(self) -> bool:
        return self.kind in SUPPLIABLE


@dataclass(frozen=True, slots=True)
class Checking:
    """All checks that were made on one occasion."""

    at: datetime
    occasion: str
    results: tuple[CheckResult, ...]


def rules_of(bid: Bid, at: datetime, *, is_named: bool) -> tuple[Rule, ...]:
    """As the rules judge now while the check is under way, for that is what admits the bid;
    afterwards as they judged last. Reasons and facts name the bidder: without ``is_named`` only
    the verdicts are told."""
    if bid.case.state in UNCHECKED:
        rules = [
            _rule(bid, one.kind, one.verdict, one.reasons, one.facts, one.sources)
            for one in findings_of(bid, at)
        ]
    else:
        rules = [
            _rule(bid, CheckKind(row.kind), row.verdict, row.texts, row.facts, row.sources)
            for row in latest_checks(bid)
        ]
    return tuple(one if is_named else replace(one, reasons=(), facts=()) for one in rules)


def checkings_of(bid: Bid) -> tuple[Checking, ...]:
    """Every occasion on which the rules were asked, the latest first."""
    rows = bid.checks.order_by("-checked_at", "occasion", "pk")
    grouped = groupby(rows, key=lambda row: (row.checked_at, row.occasion))
    return tuple(
        Checking(when, str(OCCASIONS.get(why, why)), tuple(found)) for (when, why), found in grouped
    )


def verdicts_of(bid: Bid) -> tuple[tuple[str, str], ...]:
    """The last verdict of each check, with its name."""
    return tuple((str(row.get_kind_display()), row.verdict) for row in latest_checks(bid))


def _rule(
    bid: Bid,
    kind: CheckKind,
    verdict: str,
    reasons: Iterable[Text],
    facts: Iterable[Fact],
    sources: Iterable[str],
) -> Rule:
    own, of_item = procedure_of(bid.case.round.version), _item_procedure(bid)
    words = (fact_words(fact, of_item) for fact in facts)
    grounds = grounds_of(own.checks[kind].basis, own)
    told = tuple(dict.fromkeys(one for one in words if one))
    return Rule(kind, str(verdict), tuple(reasons), told, tuple(sources), grounds)


def _item_procedure(bid: Bid) -> Procedure:
    """Whose options the ratios are held against."""
    return procedure_of(bid.item.case.round.version)
