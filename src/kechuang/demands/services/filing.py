"""Filing a demand and revising its draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.registry.imports import Registry
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.base.registry.problems import refuse_problems
from kechuang.demands.access import can_file, can_revise, is_owner
from kechuang.demands.models import Demand, DemandSeries, DemandTarget
from kechuang.demands.services.content import (
    COLUMNS,
    NewDemand,
    content_problems,
    import_problems,
    target_rows,
    write_content,
)
from kechuang.demands.states import REVISABLE_STATES, DemandState

REGISTRY = Registry(
    entries=Demand,
    series=DemandSeries,
    prefix="XQ",
    columns=COLUMNS,
    problems=import_problems,
    write=write_content,
    parts=DemandTarget,
    parent="demand",
    part_rows=target_rows,
)


@transaction.atomic
def file_demand(*, by: Actor, at: datetime, content: NewDemand) -> Demand:
    """Enter a draft under the next number."""
    require(can_file(by, content.enterprise_id), Text("填报需求", "file a demand"))
    refuse_problems(Text("需求未保存", "The demand was not saved"), content_problems(content))
    series = open_series(DemandSeries, prefix=REGISTRY.prefix, year=localtime(at).year)
    (number,) = take_numbers(series, 1)
    demand = Demand(number=number, state=DemandState.DRAFT, registered_at=at, updated_at=at)
    write_content(demand, content)
    demand.save(force_insert=True)
    REGISTRY.replace_parts([(demand, content)])
    payload = {"number": number, "confidentiality": demand.confidentiality}
    record(by=by, at=at, command="file_demand", target=demand, payload=payload)
    return demand


@transaction.atomic
def revise_demand(*, by: Actor, at: datetime, demand: Demand, content: NewDemand) -> Demand:
    """Replace the content of a draft; only its own people change its confidential text."""
    row = Demand.objects.select_for_update().get(pk=demand.pk)
    require(can_revise(by, row), Text("修改需求", "revise the demand"))
    require(can_file(by, content.enterprise_id), Text("填报需求", "file a demand"))
    _refuse_unrevisable(row)
    if not is_owner(by, row):
        content = replace(content, confidential_text=row.confidential_text)
    refuse_problems(Text("需求未修改", "The demand was not revised"), content_problems(content))
    before = {name: getattr(row, name) for name in COLUMNS}
    write_content(row, content)
    row.updated_at = at
    row.save()
    REGISTRY.replace_parts([(row, content)])
    changed = sorted(name for name in COLUMNS if before[name] != getattr(row, name))
    payload = {"number": row.number, "changed": changed}
    record(by=by, at=at, command="revise_demand", target=row, payload=payload)
    return row


def _refuse_unrevisable(demand: Demand) -> None:
    if demand.state not in REVISABLE_STATES:
        raise WrongState(
            Text(f"{demand.number} 未修改", f"{demand.number} was not revised"),
            Text("只有草稿可以修改", "only a draft can be revised"),
            Text("请联系主管部门执行“退回修改”", "Ask the bureau to return it for revision"),
        )
