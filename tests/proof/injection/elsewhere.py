"""Payloads where no form stands: in addresses, in headers, in cookies, in the interface."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.test import Client

from tests.proof.injection.payloads import Payload
from tests.proof.injection.watching import Findings

PATHS = (
    "/policies/{}/{}/",
    "/entitlements/{}/{}/",
    "/demands/1/{}/",
    "/outcomes/{}/",
    "/accounts/{}/",
    "/static/{}",
    "/{}",
)
SEARCHES = ("/api/outcomes", "/api/demands", "/api/parties")
HEADERS = ("accept-language", "referer", "user-agent", "hx-current-url", "hx-target", "accept")
PAGE = "/audit/anchors/"


def try_elsewhere(client: Client, findings: Findings, payloads: Sequence[Payload]) -> None:
    """Each payload once in each of these places, as ``client``."""
    for payload in payloads:
        findings.n += len(PATHS) + len(SEARCHES) + len(HEADERS) + 1
        _in_addresses(client, findings, payload)
        _in_headers(client, findings, payload)


def _in_addresses(client: Client, findings: Findings, payload: Payload) -> None:
    written = quote(payload.raw, safe="")[:2_000]
    for path in PATHS:
        address = path.format(written, written)
        findings.see(client.get(address), f"GET {path}")
        findings.see(client.post(address), f"POST {path}")
    for path in SEARCHES:
        findings.see(client.get(f"{path}?q={written}"), f"GET {path}")


def _in_headers(client: Client, findings: Findings, payload: Payload) -> None:
    text = payload.raw.decode("latin-1")[:2_000]
    findings.see(client.get(PAGE, headers=dict.fromkeys(HEADERS, text)), "headers")
    visitor = Client(raise_request_exception=False, HTTP_COOKIE=f"django_language={text}")
    findings.see(visitor.get(PAGE), "cookie")
