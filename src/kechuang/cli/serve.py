"""``kechuang serve``: web server, background worker and clocks, together until told to stop."""

from __future__ import annotations

import ipaddress
import socket
import sys
import time
from collections.abc import Sequence

import click

from kechuang.cli.database import (
    collect_static,
    prepare_database,
    requeue_interrupted_tasks,
)
from kechuang.cli.output import say
from kechuang.cli.processes import Child, running, wait_for_first_end
from kechuang.engines.wording import Refusal, Text
from kechuang.site.environment import read_environment

START_SECONDS = 60.0
TICK_SECONDS = 60
THREADS = 4
APPLICATION = "kechuang.site.wsgi:application"
WORKER = "kechuang.site.receiving.ReceivingWorker"


class CannotServe(Refusal):
    """The address asked for is unsafe or taken."""


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听地址 / Address to listen on."
)
@click.option("--port", default=8000, show_default=True, help="监听端口 / Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="网页进程数 / Web processes.")
def command(host: str, port: int, workers: int) -> None:
    """启动平台：先更新数据库与静态文件，再启动网页与后台任务；按 Ctrl-C 停止。

    Serve the platform: brings database and static files up to date, then runs the web server,
    the background worker and the clocks of cases until Ctrl-C.
    """
    refuse_unsafe_address(host, port)
    prepare_database()
    requeue_interrupted_tasks()
    collect_static()
    with running([*server_commands(host, port, workers), clock_command()]) as children:
        announce(host, port, children)
        raise SystemExit(wait_for_first_end(children))


def refuse_unsafe_address(host: str, port: int) -> None:
    """Local mode listens to this machine only; a taken port is refused before anything starts."""
    if not read_environment().is_production and not _is_loopback(host):
        raise CannotServe(
            Text(f"未在 {host} 启动", f"Not started on {host}"),
            Text("本地模式只允许本机访问", "local mode serves this machine only"),
            Text(
                "请使用 127.0.0.1，或设置 KECHUANG_MODE=production（见 docs/ops/settings.md）",
                "Use 127.0.0.1, or set KECHUANG_MODE=production (see docs/ops/settings.md)",
            ),
        )
    if is_listening(host, port):
        raise CannotServe(
            Text(f"未在 {host}:{port} 启动", f"Not started on {host}:{port}"),
            Text("端口已被占用", "the port is taken"),
            Text("请用 --port 换一个端口", "Choose another one with --port"),
        )


def server_commands(host: str, port: int, workers: int = 2) -> list[Sequence[str]]:
    """The command lines of the web server (gunicorn; waitress on Windows) and of the worker."""
    python = sys.executable
    worker = [python, "-m", "django", "db_worker", "--interval", "2"]
    if sys.platform == "win32":
        return [
            [python, "-m", "waitress", "--host", host, "--port", str(port), APPLICATION],
            worker,
        ]
    options = ["--workers", str(workers), "--threads", str(THREADS), "--timeout", "120"]
    options += ["--worker-class", WORKER]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [[python, "-m", "gunicorn", APPLICATION, "--bind", address, *options, *quiet], worker]


def clock_command() -> list[str]:
    """The command line of the process that lets time pass for cases."""
    return [sys.executable, "-m", "kechuang", "pass-time", "--every", str(TICK_SECONDS)]


def announce(host: str, port: int, children: Sequence[Child]) -> None:
    """Say where the platform listens, once it really answers."""
    deadline = time.monotonic() + START_SECONDS
    while not is_listening(host, port):
        if time.monotonic() > deadline or any(child.poll() is not None for child in children):
            return
        time.sleep(0.1)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    say(Text(f"平台已启动：{address}，按 Ctrl-C 停止", f"Serving at {address} — Ctrl-C stops it"))


def is_listening(host: str, port: int) -> bool:
    """True when something accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
