import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from kechuang.engines.match import Document, Index, IndexRefusal
from tests.engines.match.samples import DEMAND, OUTCOMES

ASK = """
import json, sys
from kechuang.engines.match import Index
from tests.engines.match.samples import DEMAND
print(json.dumps([hit.as_dict() for hit in Index.open(sys.argv[1]).search(DEMAND)]))
"""
ROOT = Path(__file__).parents[3]


def answers(index):
    return [hit.as_dict() for hit in index.search(DEMAND)]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_order_of_documents_does_not_change_a_byte(tmp_path):
    Index.build(OUTCOMES).save(tmp_path / "one")
    Index.build(reversed(OUTCOMES)).save(tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_opened_and_pickled_index_answer_like_the_built_one(tmp_path):
    built = Index.build(OUTCOMES)
    built.save(tmp_path)

    opened = Index.open(tmp_path)

    assert len(opened) == len(OUTCOMES)
    assert answers(opened) == answers(built)
    assert answers(pickle.loads(pickle.dumps(opened))) == answers(built)


def test_another_process_gives_the_same_bytes(tmp_path):
    index = Index.build(OUTCOMES)
    index.save(tmp_path)

    told = subprocess.run(
        [sys.executable, "-c", ASK, str(tmp_path)],
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == json.dumps(answers(index))


def test_saving_again_replaces_the_index_and_empty_ones_open(tmp_path):
    Index.build(OUTCOMES).save(tmp_path)
    Index.build([]).save(tmp_path)

    assert len(Index.open(tmp_path)) == 0


def test_saving_over_an_open_index_leaves_it_readable(tmp_path):
    Index.build(OUTCOMES).save(tmp_path)
    opened = Index.open(tmp_path)
    before = answers(opened)

    Index.build(OUTCOMES[:1]).save(tmp_path)

    assert answers(opened) == before


def test_repeated_id_is_refused():
    with pytest.raises(IndexRefusal, match="d-01 出现两次"):
        Index.build([*OUTCOMES, Document("d-01", "又一份")])


@pytest.mark.parametrize("name", ["documents.npy", "ids.json", "attribute_maturity.npy"])
def test_changed_file_is_refused_by_name(tmp_path, name):
    Index.build(OUTCOMES).save(tmp_path)
    damaged = bytearray((tmp_path / name).read_bytes())
    damaged[-1] ^= 1
    (tmp_path / name).write_bytes(damaged)

    with pytest.raises(IndexRefusal, match=name) as refused:
        Index.open(tmp_path, verify=True)

    assert "重建索引" in refused.value.mend.zh


def test_cut_file_is_refused_without_reading_every_byte(tmp_path):
    Index.build(OUTCOMES).save(tmp_path)
    path = tmp_path / "levels.npy"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(IndexRefusal, match=r"levels\.npy"):
        Index.open(tmp_path)


def test_missing_file_and_missing_folder_are_refused(tmp_path):
    Index.build(OUTCOMES).save(tmp_path)
    (tmp_path / "keys.npy").unlink()

    with pytest.raises(IndexRefusal, match=r"keys\.npy"):
        Index.open(tmp_path)
    with pytest.raises(IndexRefusal, match=r"manifest\.json"):
        Index.open(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 0}, "版本 0"),
        ({"format": "other"}, r"manifest\.json"),
        ({"files": {"../keys.npy": ""}}, r"manifest\.json"),
        ({"files": None}, r"manifest\.json"),
    ],
)
def test_other_version_format_or_file_list_is_refused(tmp_path, change, said):
    Index.build(OUTCOMES).save(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | change))

    with pytest.raises(IndexRefusal, match=said):
        Index.open(tmp_path)


@pytest.mark.parametrize("content", ["not json", "[]"])
def test_unreadable_manifest_is_refused(tmp_path, content):
    Index.build(OUTCOMES).save(tmp_path)
    (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(IndexRefusal):
        Index.open(tmp_path)
