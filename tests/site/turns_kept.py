"""A platform of the tests whose requests stay until ``TURNS/released`` is there; each begins with
a file in ``TURNS``, named by its place and its path."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

FOLDER = Path(os.environ["TURNS"])
one_at_a_time, places = Lock(), count()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with one_at_a_time:
        name = environ["PATH_INFO"].strip("/").rpartition("/")[2]
        (FOLDER / f"{next(places):02}-{name}").touch()
    while not (FOLDER / "released").exists():
        time.sleep(0.005)
    start_response("200 OK", [("Content-Length", "0")])
    return []
