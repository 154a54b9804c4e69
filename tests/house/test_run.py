"""``run.py`` installs once into the repository's own .venv and hands over faithfully."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.planting import ROOT, plant

PYTHON = getattr(sys, "_base_executable", sys.executable)
ECHO = "import sys; print(sys.argv[1:]); sys.exit(len(sys.argv))\n"
WITHOUT_ENSUREPIP = """import importlib.util as u
find = u.find_spec
u.find_spec = lambda name, *rest: None if name in {hidden} else find(name, *rest)
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a space in its path, whose command line echoes its arguments."""
    root = tmp_path / "科创 platform"
    plant(root, "requirements/run.lock")
    plant(root, "requirements/test.lock", "# the test tools\n")
    plant(root, "src/kechuang/__main__.py", ECHO)
    shutil.copy(ROOT / "run.py", root)
    return root


def start(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, str(root / "run.py"), *arguments],
        cwd="/",
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_arguments_and_exit_code_pass_through_and_only_the_first_start_installs(
    repository: Path,
) -> None:
    first = start(repository, "sweep", "--json")
    second = start(repository, "sweep")

    assert (first.stdout, first.returncode) == ("['sweep', '--json']\n", 3)
    assert "Installing" in first.stderr
    assert (second.stdout, second.returncode, second.stderr) == ("['sweep']\n", 2, "")


def test_the_test_tools_serve_for_running_but_not_the_other_way_round(repository: Path) -> None:
    after_run = [start(repository, "sweep").stderr, start(repository, "test").stderr]
    after_test = start(repository, "sweep").stderr

    assert all("Installing" in said for said in after_run)
    assert after_test == ""


def test_a_changed_lock_is_installed_again(repository: Path) -> None:
    start(repository, "sweep")
    plant(repository, "requirements/run.lock", "# changed\n")

    assert "Installing" in start(repository, "sweep").stderr


def test_a_failed_installation_is_reported_and_tried_again(repository: Path) -> None:
    plant(repository, "requirements/run.lock", "./nowhere\n")

    failed = start(repository, "sweep")
    plant(repository, "requirements/run.lock")

    assert failed.returncode == 1
    assert "安装未完成" in failed.stderr
    assert start(repository, "sweep").returncode == 2


def test_without_ensurepip_the_outer_pip_installs(repository: Path) -> None:
    plant(repository, "hook/sitecustomize.py", WITHOUT_ENSUREPIP.format(hidden=("ensurepip",)))

    done = start(repository, "sweep", PYTHONPATH=str(repository / "hook"))

    assert done.returncode == 2
    assert not list((repository / ".venv").rglob("site-packages/pip"))


def test_without_any_pip_it_says_what_to_install(repository: Path) -> None:
    plant(
        repository, "hook/sitecustomize.py", WITHOUT_ENSUREPIP.format(hidden=("ensurepip", "pip"))
    )

    done = start(repository, "sweep", PYTHONPATH=str(repository / "hook"))

    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr


def test_a_terminated_installation_leaves_neither_child_nor_stamp(repository: Path) -> None:
    with subprocess.Popen([PYTHON, str(repository / "run.py"), "sweep"]) as first_start:
        while not (repository / ".venv" / "pyvenv.cfg").exists():
            time.sleep(0.02)
        first_start.send_signal(signal.SIGTERM)

    assert first_start.returncode == 143
    assert not (repository / ".venv" / "installed").exists()
    assert all_ended(str(repository), within_seconds=10)


def test_help_needs_no_installation(repository: Path) -> None:
    done = start(repository, "--help")

    assert done.returncode == 0
    assert "run.py demo" in done.stdout
    assert not (repository / ".venv").exists()


def test_the_test_lock_holds_every_pin_of_the_run_lock() -> None:
    run, test = (pins(ROOT / "requirements" / name) for name in ("run.lock", "test.lock"))

    assert run
    assert run <= test


def test_run_py_stays_under_a_hundred_lines() -> None:
    assert len((ROOT / "run.py").read_text("utf-8").splitlines()) < 100


def pins(lock: Path) -> set[str]:
    return {line.split()[0] for line in lock.read_text("utf-8").splitlines() if "==" in line}


def all_ended(text: str, *, within_seconds: float) -> bool:
    """Whether every process naming ``text`` is gone; a signalled grandchild needs a moment."""
    deadline = time.monotonic() + within_seconds
    while processes_naming(text):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes_naming(text: str) -> list[bytes]:
    """Command lines of running processes that contain ``text``."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(path.read_bytes())
    return [line for line in lines if text.encode() in line]
