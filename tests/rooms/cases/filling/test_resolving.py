"""Commands of buttons, and the choice between two editors."""

import pytest
from django.http import QueryDict

from kechuang.cases.filling import (
    Command,
    Place,
    place_of,
    read_command,
    read_resolutions,
    settles,
)


@pytest.mark.parametrize("name", ["field.topic", "field.partners.2", "field.partners.0.share"])
def test_the_name_of_an_input_tells_its_place(name):
    assert place_of(name).name == name


@pytest.mark.parametrize("name", ["topic", "field.", "field.a.b", "field.a.1.b.c", "field.a.99999"])
def test_other_names_are_no_place(name):
    assert place_of(name) is None


def test_a_row_is_removed_and_a_file_is_dropped():
    entries = {"partners": ["甲", "乙"], "plan": {"digest": "a"}, "plans": [1, 2]}

    assert read_command("remove:field.partners.0").applied(entries)["partners"] == ["乙"]
    assert read_command("drop:field.plan").applied(entries)["plan"] == ""
    assert read_command("drop:field.plans.1").applied(entries)["plans"] == [1]
    assert read_command("add:field.partners").applied(entries) == entries


def test_a_command_names_its_place():
    command = read_command("add:field.partners")

    assert (command.command, command.place) == (Command.ADD, Place("partners"))
    assert read_command("save") is None
    assert read_command("erase:field.partners") is None


def test_a_choice_counts_only_in_sight_of_the_latest_version():
    made = read_resolutions(
        QueryDict("resolve.topic=mine@7&resolve.cost=theirs@6&resolve.x=both@7")
    )

    assert settles(made, ["topic"], 7)
    assert not settles(made, ["topic"], 8)
    assert not settles(made, ["topic", "cost"], 7)
    assert not settles(made, ["x"], 7)
