"""What somebody else wrote, drew or hosts is found."""

from pathlib import Path

import pytest

from kechuang.cli.house.foreign import foreign_matter
from tests.house.planting import plant

SLASHES = "https:" + "//"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("src/kechuang/design/static/site.css", f"@import '{SLASHES}fonts.host.io/css'"),
        ("README.md", f"see {SLASHES}some-company.com/docs"),
        ("README.md", "install from files.python" + "hosted.org"),
        ("README.md", f"pip install -i {SLASHES}mirror.edu.cn/simple"),
        ("docs/install.md", "cd " + "/work" + "/main"),
        ("docs/install.md", "cd " + "/home" + "/alice/kechuang"),
        ("src/kechuang/design/static/lib.js", "a=1;" * 200),
        ("src/kechuang/design/static/icon.svg", "<svg><script>1</script></svg>"),
        ("src/kechuang/design/static/font.woff2", "wOF2"),
        ("src/kechuang/design/static/photo.png", "PNG"),
        ("src/kechuang/design/static/photo.jpg", "JFIF"),
    ],
)
def test_foreign_matter_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)

    assert {finding.where.split(":")[0] for finding in foreign_matter(tmp_path)} == {name}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LICENSE", "http://www.apache.org/licenses/"),
        ("src/kechuang/design/static/icons.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("README.md", "open http://127.0.0.1:8000/ or http://localhost:8000"),
        ("docs/ops/install.md", f"{SLASHES}kechuang.example.com, {SLASHES}www.most.gov.cn/x"),
        ("docs/images/home.png", "PNG"),
    ],
)
def test_our_own_matter_is_not(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)

    assert foreign_matter(tmp_path) == []


def test_ignored_files_are_not_looked_at(tmp_path: Path) -> None:
    plant(tmp_path, ".gitignore", ".data/\n")
    plant(tmp_path, ".data/static/font.woff2")

    assert foreign_matter(tmp_path) == []
