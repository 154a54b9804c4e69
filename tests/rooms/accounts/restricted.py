"""What is restricted of one firm, and an anonymous demand of another, by address."""

from __future__ import annotations

from datetime import date

from kechuang.base.actors import system_actor
from kechuang.demands.models import Demand
from kechuang.demands.services import NewDemand, file_demand, import_demands
from kechuang.files.services import store_file
from kechuang.outcomes.services import NewOutcome, NewShare, register_outcome
from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, state_facts
from tests.cast import AT, Person

FACT, DRAFT, SECRET, OUTCOME = "金丝雀来源", "草稿金丝雀", "保密金丝雀", "未核验金丝雀"
SYSTEM = system_actor("test")


def write_restricted(owner: Person, firm: Party, other: Party) -> dict[str, str]:
    """Addresses by what stands there; ``theirs`` and ``their facts`` are the other firm's."""
    by = owner.actor
    fact = NewFact(firm.credit_code, "employees", 12, FACT, date(2025, 1, 31), period="2024")
    state_facts(by=by, at=AT, facts=[fact])
    draft = file_demand(by=by, at=AT, content=demand(firm, DRAFT, "public"))
    hidden = [demand(each, f"匿名需求{each.pk}", "name_hidden") for each in (firm, other)]
    import_demands(by=SYSTEM, at=AT, rows=hidden, source="t", publish=True)
    mine, theirs = (Demand.objects.get(source_key=str(each.pk)) for each in (firm, other))
    shares = (NewShare(firm.name, 10_000, firm.pk),)
    outcome = register_outcome(
        by=by,
        at=AT,
        content=NewOutcome(title=OUTCOME, owners=shares, confidential_text=SECRET),
    )
    file = store_file(by=by, at=AT, name="a.csv", content=b"a", party_id=firm.pk)
    return {
        "facts": f"/api/parties/{firm.pk}/facts",
        "answers": f"/entitlements/party/{firm.pk}/",
        "draft": f"/demands/{draft.pk}/",
        "draft by interface": f"/api/demands/{draft.pk}",
        "outcome": f"/outcomes/{outcome.pk}/",
        "outcome by interface": f"/api/outcomes/{outcome.pk}",
        "file": f"/files/{file.pk}/",
        "hidden": f"/demands/{mine.pk}/",
        "theirs": f"/demands/{theirs.pk}/",
        "their facts": f"/api/parties/{other.pk}/facts",
    }


def demand(firm: Party, title: str, confidentiality: str) -> NewDemand:
    return NewDemand(
        title=title,
        enterprise_id=firm.pk,
        enterprise_name=firm.name,
        problem="绕组绝缘易老化",
        confidential_text=SECRET,
        confidentiality=confidentiality,
        source_key=str(firm.pk),
    )
