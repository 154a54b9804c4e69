"""Every way in which a fenced process can end has words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kechuang.base.fenced import ENDINGS, Fence, FileError, run_fenced, supervision
from tests.base.fenced.stuck_child import Limits

ROOT = Path(__file__).resolve().parents[3]
FENCE = Fence("tests.base.fenced.stuck_child", Limits(), FileError)


@pytest.fixture
def upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(supervision, "_SOURCE_ROOT", f"{ROOT / 'src'}:{ROOT}")
    path = tmp_path / "upload"
    path.write_bytes(b"content")
    return path


@pytest.mark.parametrize(
    ("manner", "code"),
    [("sleep", "timeout"), ("eat", "memory"), ("dig", "depth"), ("die", "crashed")],
)
def test_a_bad_end_becomes_a_refusal(upload: Path, tmp_path: Path, manner: str, code: str) -> None:
    with pytest.raises(FileError) as refusal:
        run_fenced(FENCE, upload, name="甲.pdf", folder=tmp_path, manner=manner)

    assert refusal.value.code == code
    assert refusal.value.what.zh == "「甲.pdf」无法处理"


def test_a_refusal_of_the_child_is_raised_here(upload: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError) as refusal:
        run_fenced(FENCE, upload, name="甲", folder=tmp_path, manner="refuse")

    assert refusal.value.why == ENDINGS["empty"][0]


def test_the_child_inherits_no_secret(
    upload: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")

    report, _ = run_fenced(FENCE, upload, name="甲", folder=tmp_path, manner="tell")

    assert "SECRET_KEY" not in report["environment"]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "missing"), (b"", "empty"), (b"x" * 1_001, "file-size")]
)
def test_what_needs_no_process_starts_none(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "upload"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(FileError) as refusal:
        run_fenced(FENCE, path, name="甲", folder=tmp_path)

    assert refusal.value.code == code
