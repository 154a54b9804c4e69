"""The steps of an import: what they change, what they remember, who may take them."""

from __future__ import annotations

import pytest
from django.apps import apps

from kechuang.audit.models import Event
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.files.models import StoredFile
from kechuang.intake.models import ImportJob
from kechuang.intake.selectors import visible_jobs
from kechuang.intake.services import (
    Sending,
    check_import,
    confirm_import,
    discard_import,
    map_columns,
    try_import,
    upload_table,
)
from kechuang.intake.states import JobState
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party, PartyFact
from tests.base.registry.cast import AT, LAKE_DISTRICT, Person
from tests.rooms.intake.sending import checked, csv, imported

OUTCOMES = csv(("编号", "名称甲", "说明"), ("a", "甲", "一"), ("b", "", "二"))
NEW_PARTY = ("统一社会信用代码", "企业名称", "区划代码")
OWN_TABLES = {"intake_importjob", "files_storedfile", "audit_event", "audit_payload"}


def counts() -> dict[str, int]:
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}


def upload(by: Person, content: bytes, kind: str = "outcomes") -> ImportJob:
    return upload_table(by=by.actor, at=AT, sending=Sending(kind, "t.csv", content))


def test_a_trial_leaves_the_database_as_it_was(bureau: Person) -> None:
    sending = Sending("outcomes", "t.csv", OUTCOMES)
    before = counts()

    trial = try_import(by=bureau.actor, at=AT, sending=sending, changes={"名称甲": "title"})

    assert trial.counts["created"] == 1
    assert trial.workbook
    assert counts() == before


def test_a_dry_run_changes_its_own_job_and_nothing_else(bureau: Person) -> None:
    job = upload(bureau, OUTCOMES)
    job = map_columns(by=bureau.actor, at=AT, job=job, mapping=job.mapping | {"名称甲": "title"})
    before = counts()

    job = check_import(by=bureau.actor, at=AT, job=job)

    changed = {table for table, count in counts().items() if count != before[table]}
    assert (job.state, job.created, job.rejected) == (JobState.CHECKED, 1, 1)
    assert changed <= OWN_TABLES
    assert Outcome.objects.count() == 0
    written = set(Event.objects.values_list("command", flat=True))
    assert written == {"store_file", "upload_table", "map_columns", "check_import"}


def test_a_confirmed_mapping_is_proposed_for_the_next_table_of_those_columns(
    bureau: Person,
) -> None:
    first = upload(bureau, OUTCOMES)
    assert first.mapping["名称甲"] == ""
    first = map_columns(
        by=bureau.actor, at=AT, job=first, mapping=first.mapping | {"名称甲": "title"}
    )
    first = check_import(by=bureau.actor, at=AT, job=first)
    confirm_import(by=bureau.actor, at=AT, job=first)

    second = upload(bureau, csv(("编号", "名称甲", "说明"), ("c", "丙", "")))

    assert second.mapping["名称甲"] == "title"


def test_a_mapping_without_a_required_field_is_refused(bureau: Person) -> None:
    job = upload(bureau, OUTCOMES)

    with pytest.raises(InvalidInput) as refused:
        map_columns(by=bureau.actor, at=AT, job=job, mapping=job.mapping)

    assert "名称" in refused.value.why.zh


def test_a_yearly_fact_without_any_year_is_refused(bureau: Person) -> None:
    job = upload(bureau, csv(("信用代码", "营业收入（万元）"), ("x", "1")), kind="facts")

    with pytest.raises(InvalidInput) as refused:
        map_columns(by=bureau.actor, at=AT, job=job, mapping=job.mapping)

    assert "年度" in refused.value.why.zh


def test_an_import_is_confirmed_once(bureau: Person) -> None:
    job = imported(bureau.actor, "outcomes", csv(("id", "title"), ("a", "甲")))

    for command in (confirm_import, check_import, discard_import):
        with pytest.raises(WrongState):
            command(by=bureau.actor, at=AT, job=job)


def test_each_step_is_one_event_with_its_counts(bureau: Person) -> None:
    job = imported(bureau.actor, "outcomes", csv(("id", "title"), ("a", "甲"), ("b", "")))

    confirmed = Event.objects.get(command="confirm_import")

    assert confirmed.payload["rows_in"] == 2
    assert confirmed.payload["digest"] == job.original.digest
    assert Event.objects.filter(command="store_file").count() == 2


def test_a_firm_states_facts_about_itself_only(
    accountant: Person, firm: Party, other_firm: Party
) -> None:
    header = ("信用代码", "2024年营业收入（万元）")
    rows = [(firm.credit_code, "100"), (other_firm.credit_code, "100")]

    job = imported(accountant.actor, "facts", csv(header, *rows))

    assert (job.accepted, job.rejected) == (1, 1)
    assert [fact.party for fact in PartyFact.objects.all()] == [firm]
    assert "只能填报本单位" in job.problems[0]["zh"]


def test_the_same_table_by_the_bureau_states_both(
    bureau: Person, firm: Party, other_firm: Party
) -> None:
    header = ("信用代码", "2024年营业收入（万元）")
    rows = [(firm.credit_code, "100"), (other_firm.credit_code, "100")]

    assert imported(bureau.actor, "facts", csv(header, *rows)).accepted == 2


@pytest.mark.parametrize("kind", ["parties", "outcomes", "demands"])
def test_a_firm_imports_nothing_but_facts(accountant: Person, kind: str) -> None:
    with pytest.raises(NotAllowed):
        upload(accountant, OUTCOMES, kind=kind)

    assert not StoredFile.objects.exists()


def test_a_firm_cannot_override_codes(accountant: Person) -> None:
    sending = Sending("facts", "t.csv", OUTCOMES, overrides_codes=True)

    with pytest.raises(NotAllowed):
        upload_table(by=accountant.actor, at=AT, sending=sending)


def test_a_district_registers_parties_of_its_own_region_only(
    harbour_clerk: Person, firm: Party, other_firm: Party
) -> None:
    rows = [
        (other_firm.credit_code, "云港机械公司（新名）", other_firm.region_code),
        (firm.credit_code, "被改名的公司", LAKE_DISTRICT),
    ]

    job = checked(harbour_clerk.actor, "parties", csv(NEW_PARTY, *rows))

    assert (job.accepted, job.rejected) == (1, 1)
    assert "辖区" in job.problems[0]["zh"]


def test_only_its_sender_and_the_city_see_an_import(
    bureau: Person, harbour_clerk: Person, accountant: Person
) -> None:
    job = upload(accountant, csv(("信用代码",), ("x",)), kind="facts")

    assert job in visible_jobs(bureau.actor)
    assert job in visible_jobs(accountant.actor)
    assert job not in visible_jobs(harbour_clerk.actor)


def test_nobody_goes_on_with_the_import_of_another(bureau: Person, accountant: Person) -> None:
    job = upload(accountant, csv(("信用代码",), ("x",)), kind="facts")

    with pytest.raises(NotAllowed):
        map_columns(by=bureau.actor, at=AT, job=job, mapping=job.mapping)


def test_imports_of_the_system_are_not_for_people_to_go_on_with(bureau: Person) -> None:
    sending = Sending("outcomes", "t.csv", OUTCOMES)
    job = upload_table(by=system_actor("test"), at=AT, sending=sending)

    with pytest.raises(NotAllowed):
        discard_import(by=bureau.actor, at=AT, job=job)
