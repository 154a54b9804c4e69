"""Bodies of answers without what differs by itself: the anti-forgery token and the address."""

from __future__ import annotations

import re

from django.test import Client

TOKEN = re.compile(r'("X-CSRFToken": "|name="csrfmiddlewaretoken" value=")\w+')


def body(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return TOKEN.sub(r"\1", page).replace(address, "")
