"""A permit office: one small procedure with one of everything that pages show."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from kechuang.base.actors import Actor, system_actor
from kechuang.cases import services
from kechuang.cases.models import Case, Round
from kechuang.cases.selectors import draft_digest
from kechuang.files.services import store_file
from kechuang.parties.models import Party
from tests.cast import AT

PACK = (Path(__file__).parent / "permit.yaml").read_text("utf-8")
HOUSE = system_actor("test")
PDF = b"%PDF-1.7 promise"
COMPLETE = {
    "field.topic": "低温阀门",
    "field.is_local": "yes",
    "field.unit.name": "云澜甲科技有限公司",
    "field.unit.code": "",
    "field.leader.name": "王工",
    "field.leader.code": "",
    "field.kind": "new",
    "field.cost": "120",
    "field.staff": "52",
    "field.starts_on": "2026-12-01",
    "field.since": "",
    "field.is_joint": "no",
}


def open_permits(code: str = "permits-2026") -> Round:
    version = services.enter_procedure(by=HOUSE, at=AT, content=PACK)
    return services.open_round(
        by=HOUSE, at=AT, code=code, title="2026年许可", version=version, title_en="Permits 2026"
    )


def begin_permit(
    of: Round, by: Actor, party: Party, title: str = "低温阀门许可", *, at: datetime = AT
) -> Case:
    return services.begin_case(by=by, at=at, round=of, title=title, party=party)


def form_address(case: Case) -> str:
    return reverse("cases:fill", args=[case.number, "application"])


def posted(case: Case, *, revision: int | None = None, **typed: Any) -> dict[str, Any]:
    """What a page sends: ``topic="x"`` types into that field; ``__`` stands for a dot."""
    fields = {f"field.{name.replace('__', '.')}": value for name, value in typed.items()}
    shown = sorted({name.split(".")[1] for name in fields})
    fresh = Case.objects.get(pk=case.pk)
    return fields | {
        "shown": shown,
        "do": "save",
        "revision": fresh.revision if revision is None else revision,
    }


def autosave(client: Client, case: Case, **typed: Any) -> Any:
    """One request as htmx sends it by itself."""
    body = {name: value for name, value in posted(case, **typed).items() if name != "do"}
    return client.post(f"{form_address(case)}autosave/", body, headers={"HX-Request": "true"})


def completed(case: Case, client: Client, by: Actor) -> Case:
    """Everything typed and the promise on file: ready to be sealed."""
    shown = sorted({name.split(".")[1] for name in COMPLETE})
    body = COMPLETE | {"shown": shown, "do": "save", "revision": case.revision}
    assert client.post(form_address(case), body).status_code == 302
    file = store_file(by=by, at=AT, name="promise.pdf", content=PDF)
    services.attach_document(by=by, at=AT, case=case, document="promise", file=file)
    return Case.objects.get(pk=case.pk)


def seal(case: Case, client: Client, key: str, digest: str = "") -> Any:
    address = reverse("cases:seal", args=[case.number, "file"])
    digest = digest or draft_digest(Case.objects.get(pk=case.pk), "application")
    return client.post(address, {"key": key, "digest": digest})


def in_publicity(case: Case, client: Client, by: Actor, clerk: Actor) -> Case:
    completed(case, client, by)
    seal(case, client, "00000000-0000-4000-8000-000000000001")
    services.take_step(by=clerk, at=AT, case=case, event="propose")
    return Case.objects.get(pk=case.pk)
