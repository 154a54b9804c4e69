"""The interface as generated: no operation fails, and every answer is what the document says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import schemathesis
from django.conf import settings as site
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from kechuang.api.endpoints import api
from kechuang.site.wsgi import application
from tests.api.addresses import Arguments, samples_of
from tests.journeys.small_region import Region
from tests.proof.injection.fuzzing import Fuzzing

pytestmark = pytest.mark.django_db
DOCUMENT = api.get_openapi_schema(path_prefix="/api/")
SNAPSHOT = Path(__file__).with_name("openapi.json")
OF_ONE = {
    operation["get"]["operationId"]: path
    for path, operation in DOCUMENT["paths"].items()
    if "{" in path and "get" in operation
}
CLOSED = (
    *("read_answer", "list_answers", "list_facts", "list_matches"),
    *("list_grants", "list_payments"),
)
EXAMPLES, SEED = 20, 20261122

schema = schemathesis.openapi.from_dict(json.loads(json.dumps(DOCUMENT)))
schema.app = application


@pytest.fixture(scope="module")
def samples(region: Region, django_db_blocker: DjangoDbBlocker) -> dict[str, Arguments]:
    with django_db_blocker.unblock():
        return samples_of(region)


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """The test's transaction lives on one connection, which served requests must not close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def cookies_of(region: Region, role: str) -> dict[str, str]:
    client = region.people[role].client if role in region.people else Client()
    session = client.cookies.get(site.SESSION_COOKIE_NAME)
    return {session.key: session.value} if session else {}


def test_the_interface_is_the_one_that_was_agreed() -> None:
    current = json.dumps(DOCUMENT, indent=1, ensure_ascii=False)

    assert current + "\n" == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", ["anonymous", "enterprise"])
def test_generated_requests_get_documented_answers(region: Region, role: str) -> None:
    browsers = {"anonymous": Client(), "enterprise": region.people["enterprise"].client}

    fuzzing = Fuzzing(browsers, seed=SEED, cases=EXAMPLES).run((role,))

    assert fuzzing.broken == []
    assert fuzzing.n >= EXAMPLES * len(OF_ONE)


@pytest.mark.parametrize("role", ["anonymous", "enterprise", "bureau", "auditor"])
@pytest.mark.parametrize("name", OF_ONE)
def test_records_that_exist_are_answered_as_documented(
    region: Region, samples: Mapping[str, Arguments], name: str, role: str
) -> None:
    case = schema[OF_ONE[name]]["GET"].Case(path_parameters={"pk": samples[f"api:{name}"]["pk"]})

    answer = case.call_and_validate(cookies=cookies_of(region, role))

    assert answer.status_code == (403 if role == "anonymous" and name in CLOSED else 200)
