#!/usr/bin/env python3
"""科创平台 / Kechuang, from a bare Python: installs into .venv, then hands over.

python3 run.py demo      建好虚构示例城市并打开 / build the fictional city and serve it
python3 run.py test      运行全部检查 / run every check
python3 run.py proof     证明各项承诺 / prove the promises
python3 run.py --help    安装后列出全部命令 / after installation: every command
"""

import hashlib
import importlib.util
import os
import platform
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
NEED_TEST_TOOLS = {"test", "proof", "check", "translations"}


def main(arguments: "list[str]") -> int:
    if sys.version_info < (3, 11):
        sys.exit("需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed: " + sys.version)
    lock = "test.lock" if NEED_TEST_TOOLS.intersection(arguments[:1]) else "run.lock"
    if stamped() not in (fingerprint(lock), fingerprint("test.lock")):
        if not arguments or arguments[0] in ("-h", "--help"):
            print(__doc__)
            return 0
        install(lock)
    return hand_over([str(PYTHON), "-m", "kechuang", *arguments])


def stamped() -> str:
    return STAMP.read_text("ascii") if STAMP.exists() and PYTHON.exists() else ""


def fingerprint(lock: str) -> str:
    content = (ROOT / "requirements" / lock).read_bytes()
    return f"{platform.python_version()} {hashlib.sha256(content).hexdigest()}"


def install(lock: str) -> None:
    print("正在安装到 .venv，首次约一分钟 / Installing into .venv, about a minute", file=sys.stderr)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    is_reusable = stamped().startswith(platform.python_version() + " ")
    STAMP.unlink(missing_ok=True)
    if not is_reusable:
        make_empty_environment()
    outer_pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    pip = [str(PYTHON), "-m", "pip"] if (packages / "pip").exists() else outer_pip
    options = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
    call([*pip, "install", *options, "-r", str(ROOT / "requirements" / lock)])
    (packages / "kechuang.pth").write_text(os.path.relpath(ROOT / "src", packages), "ascii")
    STAMP.write_text(fingerprint(lock), "ascii")


def make_empty_environment() -> None:
    """With its own pip where ensurepip exists; else (Debian) the outer pip will install into it."""
    has_ensurepip, has_pip = (importlib.util.find_spec(m) for m in ("ensurepip", "pip"))
    if not has_ensurepip and not has_pip:
        sys.exit("缺少 pip，请先安装 / pip is missing, first: apt install python3-venv python3-pip")
    without = [] if has_ensurepip else ["--without-pip"]
    call([sys.executable, "-m", "venv", "--clear", *without, str(VENV)])


def call(command: "list[str]") -> None:
    """Run one step of the installation; whatever ends us ends the step and its children too."""
    with subprocess.Popen(command, stdout=sys.stderr, start_new_session=True) as step:
        try:
            if step.wait() != 0:
                sys.exit("安装未完成，原因见上 / Not installed, see above: " + " ".join(command))
        finally:
            if step.poll() is None:
                step.terminate() if os.name == "nt" else os.killpg(step.pid, signal.SIGTERM)


def hand_over(command: "list[str]") -> int:
    if os.name != "nt":
        os.execv(command[0], command)
    with subprocess.Popen(command) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the console has told the child as well: it ends, then so do we


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
