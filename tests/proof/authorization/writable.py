"""Forms keep what they ask for and nothing else: extra fields change nothing more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

from django.core.files import File
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client

from tests.journeys.small_region import Region
from tests.proof.authorization import effects
from tests.proof.authorization.cells import Cell
from tests.proof.authorization.contents import ONLY_READING, content_of, is_known, others_content
from tests.proof.authorization.watching import Watch
from tests.proof.forms import Form
from tests.proof.pages import Page

TAKEN = (200, 302)


def see_forms(watch: Watch, region: Region, cells: Iterable[Cell]) -> None:
    """Send every form twice as asked and once with every column of every table besides."""
    before = effects.snapshot()
    for cell in cells:
        watch.n += 1
        with _clock_at(cell.at):
            watch.written += list(_beyond(watch, region, cell, before))


def see_others(watch: Watch, region: Region, cells: Iterable[Cell]) -> None:
    """Forms that name another's party as the owner are refused and change nothing."""
    before, contents = effects.snapshot(), others_content(region)
    for cell in cells:
        watch.n += 1
        content = contents[cell.row.name]
        with _clock_at(cell.at):
            answer, changed = _sent(watch.browsers[cell.asker.name], cell, content, before)
        if answer.status_code in TAKEN or changed:
            watch.written.append(f"{answer.status_code}, {len(changed)} rows of another: {cell}")


@contextmanager
def _clock_at(instant: datetime | None) -> Iterator[None]:
    """The platform's clock stands at the instant; it runs where there is none."""
    with ExitStack() as standing:
        if instant:
            standing.enter_context(patch("django.utils.timezone.now", lambda: instant))
        yield


def _beyond(watch: Watch, region: Region, cell: Cell, before: effects.Snapshot) -> Iterator[str]:
    client, name = watch.browsers[cell.asker.name], cell.row.name
    if not is_known(name):
        yield f"no content for the form: {cell}"
        return
    shown = _shown_form(client, cell)
    plain = {**shown.filled, **content_of(name, region, cell.record)}
    extra = _every_column(region, plain.keys() | shown.names)
    sent = []
    for more in ({}, {}, extra):
        content = {**more, **plain, **_files(content_of(name, region, cell.record))}
        answer, changed = _sent(client, cell, content, before)
        sent.append(changed)
        if answer.status_code not in TAKEN:
            yield f"{answer.status_code}: own form not taken: {cell}"
    if not all(sent) and name not in ONLY_READING:
        yield f"nothing written, so that nothing was compared: {cell}"
    yield from (f"{change}: {cell}" for change in effects.beyond(*sent))


def _files(content: dict[str, Any]) -> dict[str, Any]:
    """Files are read by the sending, so that each sending needs its own."""
    return {name: value for name, value in content.items() if isinstance(value, File)}


def _sent(
    client: Client, cell: Cell, content: dict[str, Any], before: effects.Snapshot
) -> tuple[HttpResponse, effects.Effect]:
    is_json = cell.row.name.startswith("api:")
    with transaction.atomic():
        options = {"content_type": "application/json"} if is_json else {}
        with effects.written() as words:
            answer = client.post(cell.address, content, **options)
        changed = effects.effect(before, effects.snapshot(before, words))
        transaction.set_rollback(True)
    return answer, changed


def _shown_form(client: Client, cell: Cell) -> Form:
    """The form that the address shows and takes; an empty one where it shows none."""
    page = Page(client.get(cell.address).content.decode(errors="replace"))
    own = [form for form in page.forms if form.method == "post" and not form.action]
    return own[0] if own else Form("post", "")


def _every_column(region: Region, asked: Collection[str]) -> dict[str, str]:
    fields = [field for model in effects.models() for field in model._meta.concrete_fields]
    named = {name: field for field in fields for name in (field.name, field.attname)}
    return {name: _planted(field, region) for name, field in named.items() if name not in asked}


def _planted(field: models.Field[Any, Any], region: Region) -> str:
    if field.is_relation:
        return str(region.strange.pk)
    if field.choices:
        return str(list(field.choices)[-1][0])
    kinds = {"BooleanField": "on", "DateField": "2020-01-01", "DateTimeField": "2020-01-01 00:00"}
    is_number = "Integer" in field.get_internal_type() or field.primary_key
    return "7" if is_number else kinds.get(field.get_internal_type(), "planted")
