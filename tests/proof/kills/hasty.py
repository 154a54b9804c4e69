"""The red control's web server: it acknowledges each form before it does what the form asks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from tests.proof.kills.door import application as platform


class Later:
    """A response whose work is done once it has been sent."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self.environ = environ

    def __iter__(self) -> Iterator[bytes]:
        return iter([b"ok"])

    def close(self) -> None:
        for _ in platform(self.environ, lambda status, headers, error=None: None):
            pass


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Later:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    start_response("200 OK", [("Content-Length", "2")])
    return Later(environ)
