"""Who downloads a file, and how it is given out."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.parties.models import Party
from tests.cast import AT, HARBOUR_DISTRICT, Person, person

NAME = "2025年 甲/乙\r\n清单.csv"
CONTENT = "名称\n金丝雀\n".encode()


@pytest.fixture
def file(alice: Person, yunlan: Party) -> StoredFile:
    return store_file(by=alice.actor, at=AT, name=NAME, content=CONTENT, party_id=yunlan.pk)


@pytest.fixture
def report(clerk: Person) -> StoredFile:
    """A file of the city: it belongs to no party."""
    return store_file(by=clerk.actor, at=AT, name="全市.csv", content=CONTENT)


def status(who: Person, file: StoredFile) -> int:
    return who.client.get(f"/files/{file.pk}/").status_code


def test_the_uploader_her_colleague_the_bureau_and_auditors_download_it(
    alice: Person,
    bob: Person,
    clerk: Person,
    district_clerk: Person,
    auditor: Person,
    file: StoredFile,
) -> None:
    for who in (alice, bob, clerk, district_clerk, auditor):
        assert status(who, file) == 200


@pytest.mark.parametrize("who", ["charlie", "una", "expert", "admin", "anonymous"])
def test_outsiders_learn_no_more_than_of_a_file_that_is_not_there(
    who: str, file: StoredFile, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who).client

    answer, absent = (client.get(f"/files/{pk}/") for pk in (file.pk, 999_999))

    assert answer.status_code == absent.status_code == 404
    assert "金丝雀" not in answer.content.decode()


def test_a_clerk_of_another_district_finds_nothing(db: None, file: StoredFile) -> None:
    neighbour = person("neighbour", "bureau", district=HARBOUR_DISTRICT)

    assert status(neighbour, file) == 404


def test_files_of_the_whole_city_are_not_for_clerks_of_one_district(
    clerk: Person, district_clerk: Person, alice: Person, report: StoredFile
) -> None:
    assert status(clerk, report) == 200
    assert status(district_clerk, report) == 404
    assert status(alice, report) == 404


def test_somebody_without_account_is_not_the_uploader_of_a_file_of_the_system(
    anonymous: Person, report: StoredFile
) -> None:
    StoredFile.objects.update(owner_id=None)

    assert status(anonymous, report) == 404


def test_it_is_an_attachment_with_its_chinese_name_and_never_sniffed(
    alice: Person, file: StoredFile
) -> None:
    answer = alice.client.get(f"/files/{file.pk}/")

    assert answer.content == CONTENT
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote(NAME, safe='')}"
    assert "/" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/csv"


def test_an_altered_file_is_not_given_out(alice: Person, file: StoredFile) -> None:
    storage.path_of(file.digest).write_bytes("名称\n篡改\n".encode())

    with pytest.raises(ValueError, match="was altered"):
        alice.client.get(f"/files/{file.pk}/")

    storage.put(CONTENT)
