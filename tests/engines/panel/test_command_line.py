import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from kechuang.engines.panel import PanelError, panel
from kechuang.engines.panel.draw import outsider_script

SCORES = "项目,专家,评分\na,x,9\na,y,8\na,z,1\nb,x,9\nb,y,1\nb,z,1\n"
OLD_ORDERS = "3\n0,甲\n1,乙\n2,丙\n2,2,2\n1,{0},{1},{2},{}\n1,{},{2},{1},{}\n"
NEW_ORDERS = "# ALTERNATIVE NAME 1: 甲\n# ALTERNATIVE NAME 2: 乙\n2: {1},{2}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.csv").write_text(SCORES, encoding="gb18030")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    names = {p.name: str(p) for p in folder.iterdir()}
    arguments = [names.get(option, option) for option in options]
    return CliRunner().invoke(panel, ["assign", *arguments], catch_exceptions=False)


def answer(folder: Path, *options: str) -> dict:
    return json.loads(run(folder, *options, "--json").stdout)


def pairs(folder: Path, *options: str) -> set[tuple[str, str]]:
    return {(p, r) for p, r, _ in answer(folder, *options)["pairs"]}


def test_a_list_of_scores_in_a_chinese_encoding_is_assigned_with_proof(folder: Path) -> None:
    result = run(folder, "--scores", "s.csv", "--demand", "1", "--load", "1")

    assert result.stdout == "proposal,reviewer,score\na,y,8\nb,x,9\n"
    assert "已证明最优 / proved optimal" in result.stderr
    assert "total 17, no assignment exceeds 17" in result.stderr


def test_pairs_are_written_to_a_file(folder: Path) -> None:
    target = folder / "out.csv"

    run(folder, "--scores", "s.csv", "--demand", "1", "--load", "1", "--output", str(target))

    assert target.read_text().splitlines()[1] == "a,y,8"


@pytest.mark.parametrize("text", ["a,y\n", "a,y,-1\n", "a,y,同单位\nb,z,0\n", "a\ty\t-1\n"])
def test_listed_conflicts_are_never_assigned(folder: Path, text: str) -> None:
    (folder / "c.csv").write_text(text)

    options = ("--scores", "s.csv", "--demand", "1", "--load", "1", "--conflicts", "c.csv")

    assert ("a", "y") not in pairs(folder, *options)
    assert ("a", "y") in pairs(folder, *options[:-2])


def test_a_positive_mark_among_conflicts_is_refused(folder: Path) -> None:
    (folder / "c.csv").write_text("a,y,1\n")

    with pytest.raises(PanelError, match=r"line 1.*must be assigned"):
        run(folder, "--scores", "s.csv", "--demand", "1", "--load", "1", "--conflicts", "c.csv")


def test_conflicts_of_other_people_are_refused(folder: Path) -> None:
    (folder / "c.csv").write_text("k,l\nm,n\n")

    with pytest.raises(PanelError, match="no line names"):
        run(folder, "--scores", "s.csv", "--demand", "1", "--load", "1", "--conflicts", "c.csv")


def test_a_conflict_of_a_stranger_is_mentioned(folder: Path) -> None:
    (folder / "c.csv").write_text("a,y\nk,l\n")

    result = run(
        folder, "--scores", "s.csv", "--demand", "1", "--load", "1", "--conflicts", "c.csv"
    )

    assert "1 conflicts name nobody" in result.stderr


def test_units_regions_and_loads_come_from_files(folder: Path) -> None:
    (folder / "u.csv").write_text("专家,单位\nx,甲大\ny,甲大\nz,乙所\n")
    (folder / "r.csv").write_text(
        "role,id,region\n项目,a,990101\n项目,b,990101\n专家,x,990102\n专家,y,990101\n专家,z,980101\n"
    )
    (folder / "l.csv").write_text("id,load\nx,2\ny,2\nz,2\n")
    options = ("--scores", "s.csv", "--demand", "2", "--load", "l.csv", "--units", "u.csv")

    assert pairs(folder, *options) == {("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")}
    away = (*options, "--regions", "r.csv", "--region-digits", "4", "--away-at-least", "1")
    assert pairs(folder, *away) == {("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")}
    with pytest.raises(PanelError, match="seats from elsewhere from 2 to 1"):
        run(folder, *away[:-1], "2")


def test_a_rule_on_regions_without_regions_is_refused(folder: Path) -> None:
    with pytest.raises(PanelError, match="no file of regions"):
        run(folder, "--scores", "s.csv", "--demand", "1", "--load", "1", "--away-at-least", "1")


def test_numpy_matrices_are_read_with_their_loads(folder: Path) -> None:
    np.save(folder / "s.npy", np.array([[9.0, 9.0], [8.0, 1.0], [np.nan, 1.0]]))
    np.save(folder / "k.npy", np.array([1, 2]))
    np.save(folder / "l.npy", np.array([1, 1, 1]))

    options = ("--scores", "s.npy", "--demand", "k.npy", "--load", "l.npy")

    assert pairs(folder, *options) == {("0", "1"), ("1", "0"), ("1", "2")}


def test_the_rows_of_a_matrix_may_be_proposals(folder: Path) -> None:
    np.save(folder / "s.npy", np.array([[9.0, 8.0, 0.0], [9.0, 1.0, 1.0]]))
    options = ("--scores", "s.npy", "--demand", "1", "--load", "1", "--rows", "proposals")

    assert pairs(folder, *options) == {("0", "1"), ("1", "0")}


def test_an_in_file_and_what_its_toi_file_leaves_out(folder: Path) -> None:
    (folder / "s.in").write_text("3 2\n1 .25\n.5 .25\n.25 .5\n")
    (folder / "c.toi").write_text(OLD_ORDERS)
    options = ("--scores", "s.in", "--demand", "1", "--load", "2")

    assert answer(folder, *options)["total"] == "2"
    (folder / "s.in").write_text("3 2\n1 5\n.5 .25\n.25 .5\n")
    assert ("0", "1") in pairs(folder, *options)
    assert ("0", "1") not in pairs(folder, *options, "--conflicts", "c.toi")


def test_orders_alone_give_scores_and_conflicts(folder: Path) -> None:
    (folder / "s.toi").write_text(OLD_ORDERS)

    found = answer(folder, "--scores", "s.toi", "--demand", "1", "--load", "2")

    assert found["pairs"] == [["0", "0", "1"], ["1", "0", "0.5"], ["2", "1", "0.5"]]


def test_new_orders_count_their_voters(folder: Path) -> None:
    (folder / "s.toi").write_text(NEW_ORDERS)

    found = answer(folder, "--scores", "s.toi", "--demand", "2", "--load", "2")

    assert found["pairs"] == [
        ["1", "0", "1"],
        ["1", "1", "1"],
        ["2", "0", "0.5"],
        ["2", "1", "0.5"],
    ]


def test_a_cap_per_pair_draws_panels(folder: Path) -> None:
    options = ("--scores", "s.csv", "--demand", "1", "--load", "2", "--pair-cap", "0.5")

    first, again = (answer(folder, *options, "--seed", "1")["pairs"] for _ in range(2))

    assert first == again
    assert answer(folder, *options)["expected"] == "13.5"


BROKEN = {
    "x.csv": ("a,x,9\na,y,neun\n", "line 2.*scores are numbers"),
    "y.csv": ("a,x\n", "line 1.*3 columns"),
    "z.csv": ("项目,专家,评分\n", "no score"),
    "a.in": ("2 2\n1 2\n", "1 rows follow, not 2"),
    "b.in": ("two\n", "line 1.*proposals and reviewers"),
    "c.in": ("1 2\n1\n", "line 2.*1 numbers, not 2"),
    "d.in": ("1 2\n1 x\n", "line 2.*scores are numbers"),
    "a.npy": ("no array", "not a matrix"),
    "a.toi": ("3\n0,a\n", "line 1.*no order"),
    "b.toi": ("1\n0,a\n1,1,1\n1,{0,7}\n", "line 4.*unknown or twice"),
    "c.toi": ("1\n0,a\n1,1,1\n1,{0},{},{},{},{}\n", "line 4.*5 groups but 4"),
    "d.toi": ("1\n0,a\n1,1,1\n", "no order"),
    "nan.csv": ("a,x,inf\n", "finite"),
    "no_score.csv": ("a,x,\na,y,1\n", "line 1.*scores are numbers.*leave out"),
    "no_id.csv": ("a,x,1\n,y,1\n", "line 2.*no id"),
    "quote.csv": ('a,x,1\na,"y,1\n', "quotation mark is open"),
    "book.csv": ("PK\x03\x04", "workbook"),
    "empty.csv": ("\n\n", "no score"),
    "e.in": ("1 2\n\n\n1 x\n", "line 4.*scores are numbers"),
    "f.in": ("0 0\n", "no score"),
    "e.toi": ("1\n0,a\n1,1,1\n999999999,{0}\n", "line 4.*100000 at most"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(folder: Path, name: str) -> None:
    text, told = BROKEN[name]
    (folder / name).write_text(text)

    with pytest.raises(PanelError, match=told):
        run(folder, "--scores", name, "--demand", "1", "--load", "1")


@pytest.mark.parametrize("given", ["-1", "three", "1.5"])
def test_a_demand_that_is_no_whole_number_is_refused(folder: Path, given: str) -> None:
    with pytest.raises(PanelError, match="no whole number"):
        run(folder, "--scores", "s.csv", "--demand", given, "--load", "1")


def test_text_in_no_known_encoding_is_refused(folder: Path) -> None:
    (folder / "b.csv").write_bytes(b"a,x,1\n\xff\xff\xff\n")

    with pytest.raises(PanelError, match="neither UTF-8"):
        run(folder, "--scores", "b.csv", "--demand", "1", "--load", "1")


def test_the_outsiders_script_is_printed() -> None:
    assert CliRunner().invoke(panel, ["outsider"]).stdout == outsider_script()


READ = {
    "semicolons.csv": "项目;专家;评分\n甲项目;张三;9\n甲项目;李四;1\n",
    "wide.csv": "项目，专家，评分\n甲项目，张三，9\n甲项目，李四，1\n",
    "blank.csv": "\n , , \n项目,专家,评分\n\n甲项目,张三,9.0\n  \n甲项目,李四,1e0\n\n",
    "quoted.csv": '"甲项目","张三"," 9 "\n"甲项目","李四","1"\n',
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lists_as_people_save_them_are_read(folder: Path, name: str, encoding: str) -> None:
    (folder / name).write_text(READ[name], encoding=encoding)

    found = answer(folder, "--scores", name, "--demand", "1", "--load", "1")

    assert found["pairs"] == [["甲项目", "张三", "9"]]


def test_loads_may_be_written_with_a_decimal_point_after_blank_lines(folder: Path) -> None:
    (folder / "l.csv").write_text("\n\n编号,上限\nx,1.0\ny,1\nz,1\nx,1\n")

    found = answer(folder, "--scores", "s.csv", "--demand", "1", "--load", "l.csv")

    assert found["total"] == "17"


UNUSABLE = {
    "twice": ("l.csv", "x,1\ny,1\nz,1\nx,2\n", "--load", "line 4.*“x” is 1 and then 2"),
    "half": ("l.csv", "x,1\ny,1.5\n", "--load", "line 2.*no whole number"),
    "odd": ("l.csv", "x,1\ny,²\n", "--load", "line 2.*no whole number"),
    "nobody": ("k.csv", "a,1\nb,1\nc,2\n", "--demand", "proposal “c” has no score"),
    "idle": ("m.csv", "x,1\ny,0\nz,0\nw,1\n", "--min-load", "reviewer “w” has no score"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_numbers_that_contradict_the_scores_are_refused(folder: Path, name: str) -> None:
    file, text, option, told = UNUSABLE[name]
    (folder / file).write_text(text)
    options = {"--scores": "s.csv", "--demand": "1", "--load": "2"} | {option: file}

    with pytest.raises(PanelError, match=told):
        run(folder, *(part for pair in options.items() for part in pair))


def test_a_reviewer_of_unknown_region_is_mentioned(folder: Path) -> None:
    (folder / "r.csv").write_text("项目,a,1\n项目,b,1\n专家,x,2\n专家,y,2\n")
    options = ("--demand", "1", "--load", "1", "--regions", "r.csv", "--away-at-least", "1")

    result = run(folder, "--scores", "s.csv", *options)

    assert "1名评审人地区不明 / reviewers of unknown region: 1" in result.stderr
