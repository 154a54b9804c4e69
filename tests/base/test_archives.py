from __future__ import annotations

import stat
import zipfile

import pytest

from kechuang.base.archives import ArchiveError, ArchiveLimits, inspect_archive


def pack(path, *entries, mode=0):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def refusal_of(path, **limits):
    with pytest.raises(ArchiveError) as refusal:
        inspect_archive(path, ArchiveLimits(**limits))
    return refusal.value.code


def test_an_ordinary_archive_passes(tmp_path):
    inspect_archive(pack(tmp_path / "a.zip", ("附件/营业执照.txt", "x" * 1000)))


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "C:/x", "..\\x"])
def test_paths_that_leave_the_folder_are_refused(tmp_path, name):
    assert refusal_of(pack(tmp_path / "a.zip", (name, ""))) == "path"


def test_symbolic_links_are_refused(tmp_path):
    path = pack(tmp_path / "a.zip", ("link", "/etc/passwd"), mode=stat.S_IFLNK | 0o777)

    assert refusal_of(path) == "symlink"


def test_archives_inside_archives_are_refused_unless_allowed(tmp_path):
    inner = pack(tmp_path / "inner.zip", ("a", "b"))
    path = pack(tmp_path / "a.zip", ("inner.dat", inner.read_bytes()))

    assert refusal_of(path) == "nested"
    inspect_archive(path, ArchiveLimits(may_nest=True))


def test_each_ceiling_refuses_one_more_and_passes_without_the_guard(tmp_path):
    path = pack(tmp_path / "a.zip", ("a", "0" * 100_000), ("b", "1"))

    assert refusal_of(path, entries=1) == "entries"
    assert refusal_of(path, unpacked_bytes=100_000) == "unpacked"
    assert refusal_of(path, ratio=10, ratio_applies_from=0) == "ratio"
    inspect_archive(path, ArchiveLimits(entries=2, unpacked_bytes=100_001, ratio=10))


def test_a_truncated_archive_is_refused(tmp_path):
    path = pack(tmp_path / "a.zip", ("a", "0" * 1000))
    path.write_bytes(path.read_bytes()[:-30])

    assert refusal_of(path) == "damaged"


def test_a_path_named_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = pack(tmp_path / "a.zip", ("a", "1"), ("a", "2"))

    assert refusal_of(path) == "duplicate"
