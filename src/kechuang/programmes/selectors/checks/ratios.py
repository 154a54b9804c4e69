"""Funding ratios of a bid against the options of its round; shares of a consortium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from kechuang.engines.flow import Value
from kechuang.engines.wording import Text
from kechuang.ledger.refusals import yuan
from kechuang.parties.states import PartyKind
from kechuang.programmes.selectors.checks.findings import Fact, Finding, together
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import BidContent, NeedContent, number_of
from kechuang.programmes.states import CheckKind, Verdict

KIND = CheckKind.FUNDING_RATIO
WHOLE, CASH_ONLY = Decimal(100), "is_cash_only"
ENTERPRISE, INSTITUTE = "own_per_grant_enterprise", "own_per_grant_institute"
INSTITUTES = frozenset({PartyKind.UNIVERSITY, PartyKind.INSTITUTE})


@dataclass(frozen=True)
class Ratio:
    """``have_fen`` must be at least ``times`` × ``of_fen``; ``name`` is the option that says so."""

    name: str
    label: Text
    have_fen: int
    times: Decimal
    of_fen: int

    @property
    def is_kept(self) -> bool:
        return self.have_fen >= self.times * self.of_fen

    @property
    def fact(self) -> Fact:
        return {
            "option": self.name,
            "times": str(self.times),
            "have_fen": self.have_fen,
            "of_fen": self.of_fen,
        }


def funding_ratio(bid: BidContent, need: NeedContent, options: Mapping[str, Value]) -> Finding:
    """Whether own funds, the demander's budget and the payment to the bidder keep the ratios of
    the round, and the budget its least amount. What the demander pays the bidder is what the
    grant does not bear; where the round takes cash only, nothing in kind counts."""
    grant, own = bid.grant_fen, bid.own_fen
    if grant is None or own is None or need.budget_fen is None or bid.budget_fen is None:
        why = Text("方案或需求没有写明金额", "the bid or the need states no amount")
        return Finding(KIND, Verdict.UNKNOWN, (why,))
    in_kind = need.in_kind_fen if options.get(CASH_ONLY) is True else 0
    if in_kind is None:
        why = Text(
            "需求没有写明自筹中的实物、资产和服务折价",
            "the need does not state what of its own funds is in kind",
        )
        return Finding(KIND, Verdict.UNKNOWN, (why,))
    lead = _lead_option(bid)
    asked = [
        Ratio(
            "budget_per_grant",
            _DEMANDER,
            need.budget_fen - in_kind,
            _times(options, "budget_per_grant"),
            grant,
        ),
        Ratio(
            "paid_to_bidder_share",
            _PAID,
            own - in_kind,
            _times(options, "paid_to_bidder_share") / WHOLE,
            grant,
        ),
        Ratio("least_amount", _LEAST, bid.budget_fen, Decimal(1), _fen(options, "least_amount")),
    ]
    if lead is not None:
        asked.append(Ratio(lead, _OWN, own, _times(options, lead), grant))
    parts = [_judged(ratio) for ratio in asked]
    return together(KIND, [*parts, *_unknown_lead(bid, lead, options)])


def whole_shares(bid: BidContent) -> Finding:
    """Whether the shares of a consortium are 100 % in all; a single bidder has nothing to share."""
    kind = CheckKind.WHOLE_SHARES
    if not bid.is_consortium:
        why = Text("没有组成联合体", "it is no consortium")
        return Finding(kind, Verdict.MET, (why,), ({"is_consortium": False},))
    total = sum((member.share for member in bid.members), Decimal(0))
    facts = tuple({"unit": m.unit.name, "share": str(m.share)} for m in bid.members)
    why = Text(f"各方比例合计{total}%", f"the shares sum to {total} %")
    return Finding(kind, Verdict.MET if total == WHOLE else Verdict.NOT_MET, (why,), facts)


def _judged(ratio: Ratio) -> Finding:
    verdict = Verdict.MET if ratio.is_kept else Verdict.NOT_MET
    needed = yuan(_ceiling(ratio.times * ratio.of_fen))
    why = Text(
        f"{ratio.label.zh}{yuan(ratio.have_fen)}元，本轮要求不低于{needed}元",
        f"{ratio.label.en}: {yuan(ratio.have_fen)} yuan, at least {needed} are asked",
    )
    return Finding(KIND, verdict, (why,), (ratio.fact,), (f"本轮选项 {ratio.name}",))


def _lead_option(bid: BidContent) -> str | None:
    party = registered(bid.lead)
    if party is None or party.kind not in {*INSTITUTES, PartyKind.ENTERPRISE}:
        return None
    return ENTERPRISE if party.kind == PartyKind.ENTERPRISE else INSTITUTE


def _unknown_lead(
    bid: BidContent, lead: str | None, options: Mapping[str, Value]
) -> Iterator[Finding]:
    """Neither an enterprise nor an institute: no matter where both ratios are zero."""
    if lead is None and (_times(options, ENTERPRISE) or _times(options, INSTITUTE)):
        why = Text(
            f"不清楚牵头单位{bid.lead.name}是企业还是高校院所",
            f"it is not known whether {bid.lead.name} is an enterprise or an institute",
        )
        yield Finding(KIND, Verdict.UNKNOWN, (why,))


def _times(options: Mapping[str, Value], name: str) -> Decimal:
    return number_of(options.get(name))


def _fen(options: Mapping[str, Value], name: str) -> int:
    value = options.get(name, 0)
    return value if isinstance(value, int) else 0


def _ceiling(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))


_OWN = Text("自筹资金", "own funds")
_DEMANDER = Text("需求方研发投入", "the demander's budget")
_PAID = Text("付给揭榜方", "payment to the bidder")
_LEAST = Text("方案总经费", "the budget")
