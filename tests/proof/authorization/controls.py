"""Red controls: guards taken away one at a time; each loss must be noticed."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path
from ninja import NinjaAPI

from kechuang.accounts.access import can_manage_accounts
from kechuang.demands.models import Demand
from kechuang.outcomes.models import Outcome
from tests.api.addresses import every_name
from tests.api.expectations import TABLE
from tests.journeys.small_region import Region
from tests.proof.authorization.cells import Cell, Records, cells_of
from tests.proof.authorization.controls_of_forms import greedy_form, idle_form, mass_assignment
from tests.proof.authorization.watching import Watch

Control = Callable[[Watch, Region, Records], list[str]]


STRANGERS = ("anonymous", "outsider")


def _read(name: str, records: Records) -> Iterator[Cell]:
    return cells_of(name, records, method="GET", askers=STRANGERS)


@contextmanager
def replaced_everywhere(known: Any, other: Any) -> Iterator[None]:
    """Replace a function in every module that imported it by name."""
    with ExitStack() as stack:
        for module in list(sys.modules.values()):
            for name in [name for name, value in vars(module).items() if value is known]:
                stack.enter_context(patch.object(module, name, other))
        yield


def unclassified() -> list[str]:
    """Addresses without a row, and rows without an address."""
    return sorted(set(every_name()) ^ set(TABLE))


def unscoped_selector(watch: Watch, region: Region, records: Records) -> list[str]:
    with patch(
        "kechuang.outcomes.selectors.outcome_for", lambda actor, pk: Outcome.objects.get(pk=pk)
    ):
        return watch.see(_read("outcomes:detail", records)).unexpected


def permissive_predicate(watch: Watch, region: Region, records: Records) -> list[str]:
    with replaced_everywhere(can_manage_accounts, lambda actor: True):
        return watch.see(_read("accounts:detail", records)).unexpected


def no_login_required(watch: Watch, region: Region, records: Records) -> list[str]:
    entry = next(e for e in get_resolver().url_patterns if getattr(e, "name", "") == "workspace")
    with patch.object(entry, "callback", inspect.unwrap(entry.callback)):
        return watch.see(_read("workspace", records)).unexpected


def new_address(watch: Watch, region: Region, records: Records) -> list[str]:
    planted = path("planted/", lambda request: HttpResponse(), name="planted")
    addresses = get_resolver().url_patterns
    addresses.append(planted)
    try:
        return unclassified()
    finally:
        addresses.remove(planted)


def telling_404(watch: Watch, region: Region, records: Records) -> list[str]:
    def tell(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
        pk = request.resolver_match.kwargs["pk"]
        return HttpResponse(str(Demand.objects.filter(pk=pk).exists()), status=status)

    with patch("kechuang.design.errors.render", tell):
        return watch.see(_read("demands:detail", records)).told


def undocumented_field(watch: Watch, region: Region, records: Records) -> list[str]:
    create = NinjaAPI.create_response

    def add_field(api: NinjaAPI, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        return create(api, request, {**data, "confidential_text": "planted"}, **options)

    with patch.object(NinjaAPI, "create_response", add_field):
        return watch.see(_read("api:read_demand", records)).beyond


CONTROLS: dict[str, Control] = {
    "未限定的查询 / unscoped selector": unscoped_selector,
    "恒真的判断 / predicate always true": permissive_predicate,
    "去掉登录 / login not required": no_login_required,
    "未登记的地址 / unclassified address": new_address,
    "整表赋值 / mass assignment": mass_assignment,
    "多收字段的表单 / greedy form": greedy_form,
    "什么也没写 / nothing written": idle_form,
    "404 泄露存在 / telling 404": telling_404,
    "接口多出字段 / undocumented field": undocumented_field,
}


def harms_seen(
    browsers: dict[str, Any], region: Region, records: Records
) -> Iterator[tuple[str, int]]:
    """For each lost guard, how many harms were seen."""
    for name, control in CONTROLS.items():
        yield name, len(control(Watch(browsers), region, records))
