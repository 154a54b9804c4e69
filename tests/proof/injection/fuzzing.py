"""Generated requests to every operation of the interface, valid and invalid, by several roles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import schemathesis
from django.conf import settings as site
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.failures import FailureGroup

from kechuang.api.endpoints import api
from kechuang.site.wsgi import application

ROLES = ("anonymous", "enterprise", "outsider", "bureau", "auditor", "administrator")
EXISTING = 60
TOKEN = "k" * 32


class Fuzzing:
    """``n`` cases asked, ``broken`` what was answered otherwise than documented."""

    def __init__(self, browsers: Mapping[str, Client], *, seed: int, cases: int) -> None:
        self.browsers, self.seed, self.cases = browsers, seed, cases
        self.n, self.broken = 0, []

    def run(self, roles: tuple[str, ...] = ROLES, *, only: str = "") -> Fuzzing:
        """Half of ``cases`` per operation and role are valid, about existing records if any."""
        for mode, document in ((GenerationMode.POSITIVE, near()), (GenerationMode.NEGATIVE, far())):
            schema = schemathesis.openapi.from_dict(document)
            schema.app = application
            for found in schema.get_all_operations():
                operation = found.ok()
                if only in operation.label and (_takes_input(operation) or mode.is_positive):
                    for role in roles:
                        self._ask(operation, mode, role)
        return self

    def _ask(self, operation: APIOperation, mode: GenerationMode, role: str) -> None:
        identity = _identity(self.browsers[role])

        @seed(self.seed)
        @settings(
            max_examples=max(1, self.cases // 2),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case) -> None:
            self.n += 1
            self._judge(case, identity, role)

        ask()

    def _judge(self, case: Case, identity: dict[str, Any], role: str) -> None:
        try:
            case.call_and_validate(**identity)
        except (Exception, FailureGroup) as failure:
            said = " ".join(str(failure).split())[:300]
            self.broken.append(f"{case.operation.label} by {role}: {said}")


def far() -> dict[str, Any]:
    """The interface's own document."""
    return dict(json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"))))


def near() -> dict[str, Any]:
    """The same with ids so small that many of them exist."""
    document = far()
    for operations in document["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path" and parameter["schema"].get("type") == "integer":
                    parameter["schema"]["maximum"] = EXISTING
    return document


def _takes_input(operation: APIOperation) -> bool:
    return any((operation.path_parameters, operation.query, operation.body))


def _identity(browser: Client) -> dict[str, Any]:
    """The browser's session, and a form token that its cookie vouches for."""
    held = browser.cookies.get(site.SESSION_COOKIE_NAME)
    cookies = {site.CSRF_COOKIE_NAME: TOKEN} | ({held.key: held.value} if held else {})
    return {"cookies": cookies, "headers": {"X-CSRFToken": TOKEN}}
