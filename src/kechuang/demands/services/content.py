"""What a demand says, checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from kechuang.base.errors import Text
from kechuang.base.identifiers import IdentifierError, PartialDate, industry_code
from kechuang.base.registry import checks
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.problems import Problem
from kechuang.demands.models import Demand, DemandTarget
from kechuang.demands.states import Confidentiality

NOT_COLUMNS = {"targets", "deadline", "enterprise_id", "source_key"}
PUBLIC_TEXTS = ("title", "title_en", "field", "background", "problem", "public_text")


@dataclass(frozen=True)
class NewTarget:
    """A metric with its current value, which may be unknown (empty), and its target value."""

    metric: str
    target_value: str
    current_value: str = ""
    unit: str = ""


@dataclass(frozen=True)
class NewDemand:
    """All content of a demand; ``budget_fen`` None is negotiable, ``needed_maturity`` None open.

    ``source_key`` names the row within its import source.
    """

    title: str
    enterprise_name: str
    problem: str
    enterprise_id: int | None = None
    title_en: str = ""
    background: str = ""
    public_text: str = ""
    confidential_text: str = ""
    confidentiality: str = Confidentiality.PUBLIC
    field: str = ""
    industry_code: str = ""
    needed_maturity: int | None = None
    budget_fen: int | None = None
    deadline: PartialDate | None = None
    cooperation_modes: tuple[str, ...] = ()
    targets: tuple[NewTarget, ...] = ()
    source_key: str = ""


CONTENT_COLUMNS = tuple(f.name for f in fields(NewDemand) if f.name not in NOT_COLUMNS)
COLUMNS = (*CONTENT_COLUMNS, "enterprise_id", "deadline_text", "deadline_latest_on")


def content_problems(content: NewDemand) -> Iterator[Problem]:
    """Everything that keeps ``content`` from being filed; nothing when it is in order."""
    yield from checks.title_problems(content.title, content.title_en)
    if not content.problem.strip():
        yield Problem("problem", Text("没有写明要解决的问题", "the problem is not stated"))
    if not content.enterprise_name.strip():
        yield Problem("enterprise_name", Text("没有写明企业", "the enterprise is not named"))
    yield from checks.maturity_problems("needed_maturity", content.needed_maturity)
    yield from checks.amount_problems("budget_fen", content.budget_fen)
    yield from checks.choice_problems(
        "confidentiality", (content.confidentiality,), Confidentiality
    )
    yield from checks.choice_problems(
        "cooperation_modes", content.cooperation_modes, CooperationMode
    )
    yield from checks.column_length_problems(Demand, content, ("field", "enterprise_name"))
    yield from _industry_problems(content.industry_code)
    yield from _target_problems(content.targets)
    yield from named_although_hidden(content)


def import_problems(content: NewDemand) -> Iterator[Problem]:
    """As ``content_problems``, but a source may leave the problem and the firm untold."""
    untold = {name for name in ("problem", "enterprise_name") if not getattr(content, name).strip()}
    yield from (problem for problem in content_problems(content) if problem.field not in untold)


def named_although_hidden(content: NewDemand) -> Iterator[Problem]:
    """Public texts of a demand filed without its name must not tell the name either."""
    name = content.enterprise_name.strip()
    if content.confidentiality != Confidentiality.NAME_HIDDEN or not name:
        return
    public = {text: getattr(content, text) for text in PUBLIC_TEXTS}
    public["targets"] = "\n".join(" ".join(vars(target).values()) for target in content.targets)
    for text, said in public.items():
        if name in said:
            yield Problem(
                text,
                Text(
                    "匿名发布的需求在公开文字中写出了企业名称",
                    "a demand filed without its name tells the enterprise's name in public text",
                ),
            )


def write_content(demand: Demand, content: NewDemand) -> None:
    """Copy ``content`` to the row (not saved) with the text that searches may look into."""
    for name in CONTENT_COLUMNS:
        value = getattr(content, name)
        setattr(demand, name, list(value) if isinstance(value, tuple) else value)
    demand.enterprise_id = content.enterprise_id
    demand.industry_code = industry_code(content.industry_code) if content.industry_code else ""
    demand.deadline_text = str(content.deadline or "")
    demand.deadline_latest_on = content.deadline.latest if content.deadline else None
    public = [getattr(content, name) for name in PUBLIC_TEXTS]
    metrics = [target.metric for target in content.targets]
    demand.search_text = "\n".join([demand.number, *public, *metrics])


def target_rows(demand: Demand, content: NewDemand) -> list[DemandTarget]:
    """The targets of ``content`` as unsaved rows, in their order."""
    return [
        DemandTarget(demand=demand, position=position, **vars(target))
        for position, target in enumerate(content.targets, start=1)
    ]


def _target_problems(targets: tuple[NewTarget, ...]) -> Iterator[Problem]:
    for target in targets:
        if not (target.metric.strip() and target.target_value.strip()):
            yield Problem(
                "targets",
                Text("指标须写明名称和目标值", "a target needs a metric and a target value"),
            )
        for problem in checks.column_length_problems(DemandTarget, target, tuple(vars(target))):
            yield problem._replace(field="targets")


def _industry_problems(code: str) -> Iterator[Problem]:
    try:
        if code:
            industry_code(code)
    except IdentifierError as refusal:
        yield Problem("industry_code", refusal.why)
