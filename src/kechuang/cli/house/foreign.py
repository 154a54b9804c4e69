"""Nothing of others is committed: no foreign code, font or image, and no foreign address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kechuang.cli.house.findings import Finding, repository_files

TEXT = {".py", ".md", ".html", ".css", ".js", ".svg", ".yaml", ".yml", ".toml", ".txt", ".csv",
        ".json", ".jsonl", ".geojson", ".po", ".lock", ".in", ".cfg", ".xml"}  # fmt: skip
NAMED_TEXT = {"LICENSE", ".gitignore", ".importlinter", "run"}
COMPILED = {".mo"}
PICTURES = Path("docs/images")
LONGEST_HAND_WRITTEN_LINE = 400

ADDRESS = re.compile(r"https?://([^\s/\"'<>()\[\]{}|`，。）,;]+)")
OUR_HOSTS = re.compile(
    r"(localhost|127\.0\.0\.1|testserver|www\.w3\.org|www\.apache\.org|schemas\.(?:openxmlformats\.org|microsoft\.com)"
    r"|([\w-]+\.)*example(\.(com|org|net|cn))?|([\w-]+\.)+(test|invalid|gov\.cn))(:\d*)?"
)
REGISTRIES = re.compile(
    "|".join(r"\.".join(parts) for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(com|org)"), ("jsdelivr", "net"),
        ("unpkg", "com"), ("tuna", "tsinghua"), ("mirrors", r"[a-z]+"), ("googleapis", "com"),
    ))
)  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|opt/pypi|opt/wheels|home/\w+|Users/\w+)/")


def foreign_matter(root: Path) -> list[Finding]:
    """Files we cannot have written by hand, and addresses outside the short list of our own."""
    findings = []
    for path in repository_files(root):
        name = path.relative_to(root)
        if path.suffix in TEXT or path.name in NAMED_TEXT:
            findings += list(_in_text(str(name), path.read_text("utf-8"), path.suffix))
        elif path.suffix not in COMPILED and not _is_picture(name):
            findings.append(Finding(str(name), "neither text nor a picture of the documentation"))
    return findings


def _is_picture(name: Path) -> bool:
    return name.suffix == ".png" and name.parent == PICTURES


def _in_text(where: str, text: str, suffix: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        for what in _in_line(line, suffix):
            yield Finding(f"{where}:{number}", what)


def _in_line(line: str, suffix: str) -> Iterator[str]:
    for host in ADDRESS.findall(line):
        if not OUR_HOSTS.fullmatch(host):
            yield f"address of {host}"
    if found := REGISTRIES.search(line):
        yield f"a package registry or mirror: {found[0]}"
    if found := MACHINE_PATH.search(line):
        yield f"a path of one machine: {found[0]}"
    if suffix in (".js", ".css") and len(line) > LONGEST_HAND_WRITTEN_LINE:
        yield "looks minified"
    if suffix == ".svg" and "<script" in line:
        yield "script inside a picture"
