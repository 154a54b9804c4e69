"""Two versions of a policy beside each other, for everybody to read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.engines.rulebook import load_pack
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.policies.models import PolicyDocument
from kechuang.policies.services import publish_policies
from tests.base.registry.cast import AT
from tests.journeys.small_region import SYSTEM

pytestmark = pytest.mark.django_db
PACK = "yunlan-contracts"


@pytest.fixture
def published(db: None) -> PackVersion:
    publish_policies(by=SYSTEM, at=AT)
    return PackVersion.objects.get(pack_id=PACK, is_current=True)


@pytest.fixture
def earlier(published: PackVersion) -> PackVersion:
    """A version from before, with another cap for buyers."""
    source = published.source.replace("cap: 20万元", "cap: 10万元")
    pack = load_pack(source, name=PACK, catalogue=fact_catalogue())
    assert pack.digest != published.digest
    return PackVersion.objects.create(
        pack_id=PACK, digest=pack.digest, title=pack.title.zh, title_en=pack.title.en,
        source=source, loaded_at=AT.replace(year=2020), is_current=False,
    )  # fmt: skip


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("policies:versions", args=[PACK]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_newest_two_are_compared_without_asking(earlier: PackVersion, client: Client) -> None:
    shown = page(client)

    assert "<td>10万元</td><td>20万元</td>" in shown
    assert "上限" in shown


def test_the_other_way_round_when_asked(
    earlier: PackVersion, published: PackVersion, client: Client
) -> None:
    shown = page(client, old=published.digest, new=earlier.digest)

    assert "<td>20万元</td><td>10万元</td>" in shown


def test_a_single_version_differs_from_nothing(published: PackVersion, client: Client) -> None:
    assert "只载入过一个版本" in page(client)


def test_the_library_leads_there(published: PackVersion, client: Client) -> None:
    document = PolicyDocument.objects.get(pack_id=PACK)

    shown = client.get(reverse("policies:detail", args=[document.pk])).content.decode()

    assert reverse("policies:versions", args=[PACK]) in shown


@pytest.mark.parametrize("query", [{}, {"old": "0" * 64}])
def test_what_is_not_in_the_library_is_not_found(
    published: PackVersion, client: Client, query: dict[str, str]
) -> None:
    if not query:
        PolicyDocument.objects.filter(pack_id=PACK).update(is_listed=False)

    answer = client.get(reverse("policies:versions", args=[PACK]), query)

    assert answer.status_code == 404
