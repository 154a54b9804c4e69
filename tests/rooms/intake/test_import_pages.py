"""The pages of an import, from upload to result, and what they answer to hostile files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kechuang.files.models import StoredFile
from kechuang.intake import tasks
from kechuang.intake.models import ImportJob
from kechuang.intake.states import JobState, Work
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party, PartyFact
from tests.base.registry.cast import Person
from tests.base.sheets.hostile import HOSTILE, Hostile
from tests.rooms.intake.sending import csv

SLOW = {"rows.xlsx", "zeros.xlsx", "shared.xlsx", "merges.xlsx", "tall.csv", "liar.xlsx"}
SENT = [case for case in HOSTILE if case.codes and case.name not in SLOW][::4]
TABLE = csv(("编号", "成果名称", "价格（万元）"), ("a", "甲材料", "5"), ("b", "", "6"))


def send(
    client: Client, content: bytes, *, name: str = "t.csv", kind: str = "outcomes"
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("intake:upload"), {"kind": kind, "file": file, "publishes": "on"})


def confirm_columns(client: Client, job: ImportJob, **changed: str) -> HttpResponse:
    page = client.get(reverse("intake:columns", args=[job.pk]))
    form = page.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    return client.post(reverse("intake:columns", args=[job.pk]), given | changed)


def test_a_clerk_uploads_maps_tries_and_confirms(bureau: Person) -> None:
    sent = send(bureau.client, TABLE)
    job = ImportJob.objects.get()
    assert sent.url == reverse("intake:columns", args=[job.pk])

    assert confirm_columns(bureau.client, job).url == reverse("intake:detail", args=[job.pk])
    dry = bureau.client.get(reverse("intake:detail", args=[job.pk]))
    assert "确认导入通过的行" in dry.content.decode()
    assert Outcome.objects.count() == 0

    bureau.client.post(reverse("intake:confirm", args=[job.pk]))
    done = bureau.client.get(reverse("intake:detail", args=[job.pk])).content.decode()

    assert "已新增 1 条" in done
    assert Outcome.objects.get().price_fen == 5_000_000
    assert "确认导入通过的行" not in done


def test_the_preview_shows_cells_encoding_and_sheet(bureau: Person) -> None:
    send(bureau.client, "编号,成果名称\na,龘靐材料㐂\n".encode("gb18030"))

    page = bureau.client.get(reverse("intake:columns", args=[ImportJob.objects.get().pk]))

    assert "龘靐材料㐂" in page.content.decode()
    assert "gb18030" in page.content.decode()


def test_a_mapping_that_cannot_work_is_shown_again_with_the_reason(bureau: Person) -> None:
    send(bureau.client, TABLE)

    answer = confirm_columns(bureau.client, ImportJob.objects.get(), **{"column-1": ""})

    assert answer.status_code == 422
    assert "缺少“名称”列" in answer.content.decode()


def test_columns_without_a_year_take_the_year_of_the_form(bureau: Person, firm: Party) -> None:
    table = csv(("信用代码", "营业收入（万元）"), (firm.credit_code, "100"))
    send(bureau.client, table, kind="facts")
    job = ImportJob.objects.get()

    assert confirm_columns(bureau.client, job).status_code == 422
    confirm_columns(bureau.client, job, year="2025")
    bureau.client.post(reverse("intake:confirm", args=[job.pk]))

    assert PartyFact.objects.get().period == "2025"


@pytest.mark.parametrize("case", SENT, ids=lambda case: f"{case.family}-{case.name}")
def test_a_hostile_file_is_refused_in_words(bureau: Person, case: Hostile) -> None:
    answer = send(bureau.client, case.make(), name=case.name)

    assert 400 <= answer.status_code < 500
    assert case.name in answer.content.decode()
    assert not ImportJob.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_honest_file_is_not_refused(bureau: Person) -> None:
    assert send(bureau.client, TABLE).status_code == 302


def test_a_form_without_file_is_shown_again(bureau: Person) -> None:
    answer = bureau.client.post(reverse("intake:upload"), {"kind": "outcomes"})

    assert answer.status_code == 422


def test_the_public_and_firms_are_kept_out_of_what_is_not_theirs(
    bureau: Person, accountant: Person, other_firm: Party
) -> None:
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()

    assert Client().get(reverse("intake:list")).status_code == 403
    assert Client().get(reverse("intake:upload")).status_code == 403
    assert accountant.client.get(reverse("intake:detail", args=[job.pk])).status_code == 404
    assert accountant.client.post(reverse("intake:confirm", args=[job.pk])).status_code == 404
    assert send(accountant.client, TABLE).status_code == 422
    assert accountant.client.get(reverse("intake:upload")).status_code == 200


def test_the_list_and_its_workbook_name_the_file(bureau: Person) -> None:
    send(bureau.client, TABLE, name="成果清单.csv")

    assert "成果清单.csv" in bureau.client.get(reverse("intake:list")).content.decode()
    assert bureau.client.get(reverse("intake:list"), {"export": "xlsx"}).status_code == 200


def test_a_large_table_is_worked_on_by_the_worker(
    bureau: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "INLINE_ROWS", 1)
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()

    confirm_columns(bureau.client, job)
    bureau.client.post(reverse("intake:confirm", args=[job.pk]))

    job.refresh_from_db()
    assert (job.state, job.created, job.work) == (JobState.CONFIRMED, 1, "")


def test_progress_is_polled_while_the_worker_is_busy(bureau: Person) -> None:
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()
    ImportJob.objects.update(work=Work.WRITING, work_done=1, accepted=2, state=JobState.MAPPED)
    address = reverse("intake:detail", args=[job.pk])

    part = bureau.client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "every 2s" in part
    assert "1 / 2" in part
    assert "<html" not in part


def test_an_import_that_is_worked_on_is_not_started_again(bureau: Person) -> None:
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()
    ImportJob.objects.update(work=Work.CHECKING, state=JobState.MAPPED)

    assert bureau.client.post(reverse("intake:check", args=[job.pk])).status_code == 409


def test_a_refusal_of_the_worker_is_shown_with_the_job(bureau: Person) -> None:
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()

    bureau.client.post(reverse("intake:check", args=[job.pk]))

    page = bureau.client.get(reverse("intake:detail", args=[job.pk])).content.decode()
    assert "当前状态是“已上传”" in page


def test_every_page_is_also_in_english(bureau: Person) -> None:
    send(bureau.client, TABLE)
    job = ImportJob.objects.get()
    confirm_columns(bureau.client, job)
    english = {"Accept-Language": "en"}

    for name in ("intake:detail", "intake:columns"):
        page = bureau.client.get(reverse(name, args=[job.pk]), headers=english).content.decode()
        assert "Import data" in page
        assert "数据导入" not in page


def test_an_empty_list_says_to_upload_a_table(bureau: Person) -> None:
    empty = bureau.client.get(reverse("intake:list")).content.decode()
    send(bureau.client, TABLE)
    filled = bureau.client.get(reverse("intake:list"), {"q": "no such file"}).content.decode()

    assert "上传一份 Excel 或 CSV 表格" in empty
    assert empty.count(reverse("intake:upload")) == 2
    assert "放宽" not in empty
    assert "放宽" in filled
