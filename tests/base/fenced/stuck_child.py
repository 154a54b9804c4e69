"""Tasks that end badly, for the fence to name: the request's ``manner`` says how."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from kechuang.base.fenced import FileError
from kechuang.base.fenced.child import Request, serve


@dataclass(frozen=True)
class Limits:
    """Small ceilings."""

    file_bytes: int = 1_000
    output_bytes: int = 10_000
    seconds: int = 2
    memory_bytes: int = 200_000_000


def end(request: Request, limits: Limits) -> Request:
    manner = request["manner"]
    if manner == "sleep":
        time.sleep(limits.seconds * 5)
    if manner == "eat":
        return {"eaten": len(bytearray(limits.memory_bytes * 2))}
    if manner == "dig":
        return end(request, limits)
    if manner == "refuse":
        raise FileError.known_as("empty")
    if manner == "die":
        os._exit(3)
    return {"environment": sorted(os.environ)}


if __name__ == "__main__":
    serve(end, Limits, FileError)
