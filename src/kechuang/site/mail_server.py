"""The server that takes the platform's mail, as one address tells it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kechuang.engines.wording import Text
from kechuang.site.unsafe import REFUSED, UnsafeSettings

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """``smtp`` is plain, ``smtp+tls`` begins plain and turns to TLS, ``smtps`` is TLS at once."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""


def mail_server(address: str) -> MailServer:
    """``smtp+tls://user:password@host:587``; raises ``UnsafeSettings`` for anything else."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnsafeSettings(
            REFUSED,
            Text(
                "KECHUANG_SMTP 不是邮件服务器地址", "KECHUANG_SMTP is no address of a mail server"
            ),
            Text(
                "请写成 smtp+tls://用户:口令@主机:587（或 smtp://、smtps://）",
                "Write smtp+tls://user:password@host:587 (or smtp://, smtps://)",
            ),
        )
    names = (unquote(parts.username or ""), unquote(parts.password or ""))
    return MailServer(parts.scheme, parts.hostname, port or PORTS[parts.scheme], *names)
