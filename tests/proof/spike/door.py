"""The platform on a machine whose clock stands at the days of the procedure.

The seconds in the file ``SPIKE_SHIFT`` are added to the clock and to the instants of receipt. A
request for ``HOLD`` keeps its thread until the folder ``SPIKE_HELD`` has a file ``released``.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import Client
from django.utils import timezone

from kechuang.base.clock import RECEIVED_AT
from kechuang.site.wsgi import application as platform
from tests.proof.spike.talking import CARELESS, HOLD, RELEASED

__all__ = ["application"]
LOGIN = "/accounts/login/"
this_machine = timezone.now


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """With the query ``careless`` the guard is off: the request is dated when it is answered."""
    if environ["PATH_INFO"] == HOLD:
        hold(Path(os.environ["SPIKE_HELD"]))
        start_response("200 OK", [("Content-Length", "0")])
        return []
    if environ["QUERY_STRING"] == CARELESS:
        environ[RECEIVED_AT] = None
    elif environ[RECEIVED_AT]:
        environ[RECEIVED_AT] += shift()
    return platform(environ, start_response)


def hold(folder: Path) -> None:
    (folder / f"{os.getpid()}-{threading.get_ident()}").touch()
    while not (folder / RELEASED).exists():
        time.sleep(0.005)


def shift() -> float:
    return float(Path(os.environ["SPIKE_SHIFT"]).read_text("ascii"))


def moved() -> datetime:
    return this_machine() + timedelta(seconds=shift())


# Loads what a worker's first request needs into the parent that workers are forked from
Client().get(LOGIN, headers={"host": "localhost"})
for version in import_module("kechuang.cases.models").ProcedureVersion.objects.all():
    import_module("kechuang.cases.selectors").procedure_of(version)
connections.close_all()
timezone.now = moved
