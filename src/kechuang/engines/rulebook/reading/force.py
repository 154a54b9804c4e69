"""Two conditions every clause has unwritten: in force on the day, and in the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.rules.conditions import Leaf
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.codes import WHOLE_COUNTRY
from kechuang.engines.rulebook.terms.comparisons import Finding, Shortfall
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.qualities import Membership
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether the day asked for lies within the pack's validity, both ends included."""

    valid_from: date
    valid_to: date | None

    def find(self, inquiry: Inquiry) -> Finding:
        end = Text(str(self.valid_to), str(self.valid_to)) if self.valid_to else _OPEN
        span = Text(f"{self.valid_from} 至 {end.zh}", f"{self.valid_from} to {end.en}")
        if inquiry.on < self.valid_from:
            return _outside(inquiry.on, span, Text("尚未施行", "not yet in force"))
        if self.valid_to and inquiry.on > self.valid_to:
            return _outside(inquiry.on, span, Text("已经期满", "expired"))
        return Finding(Verdict.MET, span)


_OPEN = Text("长期", "further notice")


def _outside(on: date, span: Text, why: Text) -> Finding:
    detail = Text(f"{why.zh}（{span.zh}）", f"{why.en} ({span.en})")
    return Finding(Verdict.NOT_MET, detail, Shortfall(Text(str(on), str(on)), span, why))


def in_force(valid_from: date, valid_to: date | None, *, article: Text) -> Leaf:
    head = Head("in-force", Text("政策在有效期内", "The policy is in force"), article)
    return Leaf(head, InForce(valid_from, valid_to), is_curable=False)


def in_region(region: str, vocabulary: Vocabulary, *, article: Text) -> tuple[Leaf, ...]:
    """The region leaf; none for a policy of the whole country."""
    if region == WHOLE_COUNTRY:
        return ()
    fact = FactOf(vocabulary.catalogue.define("region_code"), None)
    head = Head(
        "in-region", Text("注册在政策实施地区", "Registered in the policy's region"), article
    )
    return (Leaf(head, Membership(fact, (region,), is_region=True), is_curable=False),)
