"""Child processes that never outlive their parent's orderly end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

GRACE_SECONDS = 10.0
POLL_SECONDS = 0.2
Child = subprocess.Popen[bytes]


class Stopped(BaseException):
    """A signal asked this process to end."""


@contextmanager
def running(commands: Sequence[Sequence[str]]) -> Iterator[list[Child]]:
    """Start ``commands``; however the block is left, all of them and their children have ended.

    SIGTERM, SIGHUP and Ctrl-C leave the block quietly, as a wish that was granted.
    """
    children: list[Child] = []
    ending = _Ending()
    before = {name: signal.signal(name, ending) for name in _signals()}
    try:
        children += [_start(command) for command in commands]
        ending.raise_from_now_on()
        yield children
    except Stopped:
        pass
    finally:
        ending.is_raised = False
        _end(children)
        for name, handler in before.items():
            signal.signal(name, handler)


def wait_for_first_end(children: Sequence[Child]) -> int:
    """Block until any child ends by itself; its exit code (at least 1: none should end)."""
    while all(child.poll() is None for child in children):
        time.sleep(POLL_SECONDS)
    return next((child.returncode for child in children if child.returncode), 1)


class _Ending:
    """Remembers the wish to end; raises it only once every child is known."""

    def __init__(self) -> None:
        self.is_wished = False
        self.is_raised = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.is_wished = True
        if self.is_raised:
            raise Stopped

    def raise_from_now_on(self) -> None:
        self.is_raised = True
        if self.is_wished:
            raise Stopped


def _signals() -> list[signal.Signals]:
    names = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _start(command: Sequence[str]) -> Child:
    """In a session of its own: a terminal's Ctrl-C reaches the children through us alone."""
    return subprocess.Popen(list(command), start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.0, deadline - time.monotonic()))
        _kill_session(child)
        child.wait()


def _kill_session(child: Child) -> None:
    """Whatever ``child`` left in its session (for example web workers) ends with it."""
    if sys.platform == "win32":
        child.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
