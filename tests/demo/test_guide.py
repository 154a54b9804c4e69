"""The guide with its password is there only where the challenges of the demo were built."""

from __future__ import annotations

import pytest
from django.test import Client

from kechuang.demo.accounts import PASSWORD
from tests.base.registry.cast import person


@pytest.mark.django_db
def test_a_city_without_the_demo_has_no_guide(client: Client) -> None:
    person("chief", "bureau")

    answer = client.get("/demo/")

    assert answer.status_code == 404
    assert PASSWORD not in answer.content.decode()
