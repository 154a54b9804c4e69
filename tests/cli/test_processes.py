"""However a parent ends in good order, none of its children outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kechuang.cli.processes import running, wait_for_first_end

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
QUITTER = [sys.executable, "-c", "raise SystemExit(7)"]
STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(os.getpid(), grandchild.pid, flush=True)
time.sleep(60)
"""
PARENT = f"""
import sys
from kechuang.cli import processes
processes.GRACE_SECONDS = 0.5
with processes.running([[sys.executable, "-c", {STUBBORN!r}]]) as children:
    sys.exit(processes.wait_for_first_end(children))
"""


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_children_end_with_the_block() -> None:
    with running([SLEEPER, SLEEPER]) as children:
        assert all(child.poll() is None for child in children)

    assert all(child.poll() is not None for child in children)


def test_a_child_that_ends_by_itself_gives_its_exit_code_and_ends_the_others() -> None:
    with running([SLEEPER, QUITTER]) as children:
        code = wait_for_first_end(children)

    assert code == 7
    assert children[0].poll() is not None


def test_children_end_when_the_block_fails() -> None:
    with pytest.raises(RuntimeError), running([SLEEPER]) as children:
        raise RuntimeError

    assert children[0].poll() is not None


def test_signal_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with running([]):
        pass

    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_even_stubborn_children_and_grandchildren(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(number)
        code = parent.wait(timeout=20)

    assert code == 0
    assert len(pids) == 2
    assert not any(is_alive(pid) for pid in pids)


def test_without_the_block_a_child_does_outlive_its_parent() -> None:
    orphan = (
        f"import os, subprocess as s; print(s.Popen({SLEEPER!r}, stdout=s.DEVNULL).pid, flush=True)"
    )
    pid = int(subprocess.check_output([sys.executable, "-c", f"{orphan}; os._exit(0)"]))

    assert is_alive(pid)
    os.kill(pid, signal.SIGKILL)
