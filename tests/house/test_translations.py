"""A sentence without English, or with a doubtful one, is found."""

from pathlib import Path

import pytest

from kechuang.cli.house.translations import (
    CATALOGUE,
    compiled,
    missing_sentences,
    owner_of,
    translation_findings,
)
from tests.house.planting import plant

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OUTCOMES = f"src/kechuang/outcomes/{CATALOGUE}"


def plant_catalogue(root: Path, entries: str, name: str = OUTCOMES) -> None:
    path = plant(root, name, HEAD + entries)
    path.with_suffix(".mo").write_bytes(compiled(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("models.py", "from django.utils.translation import gettext_lazy as _\nx = _('成果')\n"),
        ("views.py", "x = ngettext('成果', '成果们', 2)\n"),
        ("templates/outcomes/list.html", '{% load i18n %}\n  <p>\n<b>{% translate "成果" %}</b>'),
        ("templates/outcomes/list.html", "<p>'{% blocktranslate %}成果{% endblocktranslate %}"),
        ("templates/outcomes/list.html", '{{ title|default:_("成果") }}'),
    ],
)
def test_a_sentence_without_english_is_found_until_it_has_one(
    tmp_path: Path, name: str, text: str
) -> None:
    plant(tmp_path, f"src/kechuang/outcomes/{name}", text)

    before = missing_sentences(tmp_path)
    plant_catalogue(tmp_path, 'msgid "成果"\nmsgstr "Outcome"\n')

    assert list(before) == [("", "成果")]
    assert translation_findings(tmp_path) == []


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('msgid "成果"\nmsgstr ""\n', "no English for: 成果"),
        ('#, fuzzy\nmsgid "成果"\nmsgstr "Result"\n', "fuzzy: 成果"),
        ('msgid "共 %(n)s 项"\nmsgstr "in all"\n', "placeholders: 共 %(n)s 项"),
        ('msgid "共 %(n)s 项"\nmsgstr "%(m)s in all"\n', "placeholders: 共 %(n)s 项"),
    ],
)
def test_a_doubtful_entry_is_found(tmp_path: Path, entry: str, what: str) -> None:
    plant(tmp_path, "src/kechuang/outcomes/models.py", "x = _('成果')\n")
    plant_catalogue(tmp_path, entry)

    assert what in [finding.what for finding in translation_findings(tmp_path)]


def test_a_catalogue_that_was_not_compiled_again_is_found(tmp_path: Path) -> None:
    plant_catalogue(tmp_path, 'msgid "成果"\nmsgstr "Outcome"\n')
    plant(tmp_path, OUTCOMES, HEAD + 'msgid "成果"\nmsgstr "Research outcome"\n')

    (finding,) = translation_findings(tmp_path)

    assert finding.what.startswith("not compiled")


def test_two_rooms_that_say_it_differently_are_found(tmp_path: Path) -> None:
    plant_catalogue(tmp_path, 'msgid "成果"\nmsgstr "Outcome"\n')
    plant_catalogue(tmp_path, 'msgid "成果"\nmsgstr "Result"\n', f"src/kechuang/portal/{CATALOGUE}")

    (finding,) = translation_findings(tmp_path)

    assert "another room says 'Outcome'" in finding.what


def test_a_sentence_belongs_to_its_room_or_else_to_the_design(tmp_path: Path) -> None:
    assert owner_of(tmp_path, "src/kechuang/outcomes/models.py:3") == "outcomes"
    assert owner_of(tmp_path, "src/kechuang/base/roles.py:9") == "design"
