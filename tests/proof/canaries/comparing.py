"""An answer as bytes that two worlds must share: without ids of requests, and without the moment
at which it was packed or from which it is stale."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import urlsplit

from django.http import HttpResponse

REQUEST_ID = re.compile(r'(name="(?:key|request_id)" value=")[0-9a-f-]{36}')
OF_THE_MOMENT = ("docProps/core.xml",)
OF_THIS_SECOND = {"Expires"}
ARCHIVE = b"PK\x03\x04"


def shown(answer: HttpResponse, address: str = "") -> str:
    """Status, headers, cookies and body; ``address`` is taken out, as an absent record has
    another."""
    headers = sorted(each for each in answer.items() if each[0] not in OF_THIS_SECOND)
    if answer.content.startswith(ARCHIVE):
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        return f"{answer.status_code} {headers} {sorted(answer.cookies)} {packed(answer.content)}"
    text = answer.content.decode("utf-8", "backslashreplace")
    if address:
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        text = text.replace(address, "HERE").replace(urlsplit(address).path, "HERE")
    text = REQUEST_ID.sub(r"\1ID", text)
    return f"{answer.status_code} {headers} {sorted(answer.cookies)} {text}"


def packed(content: bytes) -> list[tuple[str, bytes]]:
    """The entries of a workbook, without the moment of its making."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            (name, archive.read(name))
            for name in sorted(archive.namelist())
            if name not in OF_THE_MOMENT
        ]
