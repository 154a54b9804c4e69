"""Why a challenge's grant was given, as the ledger's pages tell it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kechuang.base.registry.wording import both_languages
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.ledger.models import Grant
from kechuang.ledger.origins import Fact, Origin
from kechuang.programmes.models import Bid, CheckResult
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.states import CheckKind, Verdict


def origin_of(grant: Grant) -> Origin | None:
    """The item's case, the approving step's articles, and the checks of the winning bid."""
    contracts = Contract.objects.filter(grant=grant)
    contract = contracts.select_related("item__case__round__version").first()
    if contract is None or contract.item.case is None:
        return None
    case, bid = contract.item.case, _bid_of(contract)
    version = case.round.version
    title = contract.item.title_en or contract.item.title
    return Origin(
        case=Text(f"{case.number} {contract.item.title}", f"{case.number} {title}"),
        case_url=reverse("cases:case", args=[case.number]),
        rule=Text(f"{version.title} {version.version}", f"{version.title_en} {version.version}"),
        rule_url=reverse("cases:procedure", args=[version.pk]),
        articles=tuple(_articles(version, grant.rule_clause)),
        facts=tuple(_facts(bid)) if bid else (),
        facts_url=reverse("programmes:desk_bid", args=[bid.case.number]) if bid else "",
    )


def _bid_of(contract: Contract) -> Bid | None:
    won = Bid.objects.filter(award__item__need__case=contract.item.case, party=contract.party)
    return won.select_related("case").first()


def _articles(version: ProcedureVersion, event: str) -> Iterator[Text]:
    """What the step rests on; where no source asks for it, the procedure itself, as an example."""
    procedure = procedure_of(version)
    steps = (step for step in procedure.steps if step.event == event)
    for basis in (basis for step in steps for basis in step.basis):
        if source := procedure.sources.get(basis.source):
            title, article = source.title, basis.article
            yield Text(f"《{title.zh}》（{article.zh}）", f"{title.en} ({article.en})")
        else:
            yield Text("办理流程自身（示例）", "the procedure itself (example)")


def _facts(bid: Bid) -> Iterator[Fact]:
    """The last result of each check."""
    last: dict[str, CheckResult] = {}
    for result in CheckResult.objects.filter(bid=bid).order_by("checked_at", "pk"):
        last[result.kind] = result
    for kind, result in sorted(last.items()):
        sources = "；".join(map(str, result.sources)) or "—"
        yield Fact(
            what=both_languages(CheckKind(kind).label),
            found=both_languages(Verdict(result.verdict).label),
            source=Text(sources, sources),
        )
