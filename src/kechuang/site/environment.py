"""What the environment tells: mode, data, keys, hosts; unsafe production is refused."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from kechuang.base.identifiers import IdentifierError, region_name
from kechuang.engines.wording import Text
from kechuang.site.mail_server import MailServer, mail_server
from kechuang.site.unsafe import REFUSED, UnsafeSettings

ROOT = Path(__file__).resolve().parents[3]
FICTIONAL_REGION = "990100"
SHORTEST_KEY = 50
MODES = ("local", "production")


@dataclass(frozen=True)
class Environment:
    """Settings of one start, read once from environment variables.

    ``mode`` is ``local`` (loopback only, key generated into the data folder) or ``production``;
    ``region`` is the GB/T 2260 code of the city served; ``map_file`` its approved outline and
    ``letters_folder`` the bureau's own Word templates, if any. ``anchor_mail`` are the addresses of
    whoever oversees, to which published heads go by ``mail_server``.
    """

    mode: str
    data: Path
    database_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    region: str
    map_file: Path | None
    letters_folder: Path | None
    anchor_mail: tuple[str, ...]
    mail_server: MailServer

    @property
    def is_production(self) -> bool:
        return self.mode == "production"


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """Read and check the environment; raises ``UnsafeSettings`` naming each unsafe value."""
    values = os.environ if values is None else values
    data = Path(values.get("KECHUANG_DATA") or ROOT / ".data").expanduser().resolve()
    environment = Environment(
        mode=_known_mode(values.get("KECHUANG_MODE") or "local"),
        data=data,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{quote(_database_file(data))}",
        secret_key=values.get("SECRET_KEY", ""),
        allowed_hosts=_split(values.get("ALLOWED_HOSTS", "")),
        region=_known_region(values.get("KECHUANG_REGION") or FICTIONAL_REGION),
        map_file=_there("KECHUANG_MAP", values.get("KECHUANG_MAP")),
        letters_folder=_there("KECHUANG_LETTERS", values.get("KECHUANG_LETTERS")),
        anchor_mail=_split(values.get("KECHUANG_ANCHOR_MAIL", "")),
        mail_server=mail_server(values.get("KECHUANG_SMTP") or "smtp://localhost"),
    )
    if environment.is_production:
        _refuse_unsafe(environment, values)
        return environment
    return _with_local_defaults(environment)


def unsafe_values(environment: Environment, values: Mapping[str, str]) -> list[Text]:
    """Each value that production must not start with, in words; empty when all are safe."""
    key = environment.secret_key
    checks = [
        (
            len(key) < SHORTEST_KEY or len(set(key)) < 10,
            Text(
                f"SECRET_KEY 必须是至少 {SHORTEST_KEY} 个字符的随机串",
                f"SECRET_KEY must be a random string of at least {SHORTEST_KEY} characters",
            ),
        ),
        (
            not environment.allowed_hosts or "*" in environment.allowed_hosts,
            Text(
                "ALLOWED_HOSTS 必须列出本平台的域名，不得为空或 *",
                "ALLOWED_HOSTS must list the host names of this platform; empty or * is unsafe",
            ),
        ),
        (
            not values.get("DATABASE_URL"),
            Text("DATABASE_URL 必须明确写出", "DATABASE_URL must be given explicitly"),
        ),
        (
            not values.get("KECHUANG_DATA"),
            Text("KECHUANG_DATA 必须明确写出", "KECHUANG_DATA must be given explicitly"),
        ),
    ]
    return [text for is_unsafe, text in checks if is_unsafe]


def _refuse_unsafe(environment: Environment, values: Mapping[str, str]) -> None:
    unsafe = unsafe_values(environment, values)
    if unsafe:
        raise UnsafeSettings(
            Text("生产模式拒绝启动", "Production mode refuses to start"),
            Text("；".join(t.zh for t in unsafe), "; ".join(t.en for t in unsafe)),
            Text(
                "请设置以上环境变量后再启动（见 docs/ops/settings.md）",
                "Set these environment variables and start again (see docs/ops/settings.md)",
            ),
        )


def _with_local_defaults(environment: Environment) -> Environment:
    environment.data.mkdir(parents=True, exist_ok=True)
    return replace(
        environment,
        secret_key=environment.secret_key or _kept_key(environment.data / "secret-key"),
        allowed_hosts=environment.allowed_hosts or ("localhost", "127.0.0.1", "[::1]"),
    )


def _kept_key(path: Path) -> str:
    """The key in the file; written aside first, so that no start ever reads half a key."""
    if not path.exists():
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(SHORTEST_KEY), encoding="ascii")
        aside.replace(path)
    return path.read_text(encoding="ascii")


def _database_file(data: Path) -> str:
    return (data / "kechuang.sqlite3").as_posix()


def _known_mode(mode: str) -> str:
    if mode in MODES:
        return mode
    raise UnsafeSettings(
        REFUSED,
        Text(f"KECHUANG_MODE 不能是 {mode!r}", f"KECHUANG_MODE cannot be {mode!r}"),
        Text(f"请设为 {MODES[0]} 或 {MODES[1]}", f"Set it to {MODES[0]} or {MODES[1]}"),
    )


def _known_region(code: str) -> str:
    try:
        region_name(code)
    except IdentifierError as unknown:
        raise UnsafeSettings(REFUSED, unknown.why, unknown.mend) from unknown
    return code


def _there(name: str, path: str | None) -> Path | None:
    """The file or folder that the variable names, if it is set."""
    if not path or Path(path).exists():
        return Path(path) if path else None
    raise UnsafeSettings(
        REFUSED,
        Text(f"{name} 指向的 {path} 不存在", f"{path}, named by {name}, is missing"),
        Text("请改正路径或去掉该变量", "Correct the path or remove the variable"),
    )


def _split(hosts: str) -> tuple[str, ...]:
    return tuple(host.strip() for host in hosts.split(",") if host.strip())
