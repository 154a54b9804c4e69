"""Every response forbids what an attacker would need."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.design.addresses")]


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.parametrize("path", ["/design/", "/nowhere/", "/fail/", "/refuse/invalid/"])
def test_only_own_files_are_loaded_on_good_and_bad_pages(reader: Client, path: str) -> None:
    policy = directives(reader.get(path).headers["Content-Security-Policy"])

    assert policy == {
        "default-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_no_page_may_use_camera_or_place(reader: Client) -> None:
    permissions = reader.get("/design/").headers["Permissions-Policy"]

    assert "camera=()" in permissions
    assert "geolocation=()" in permissions
