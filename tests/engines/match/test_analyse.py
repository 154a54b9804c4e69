import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.match.analyse import analyse, normalise

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)


def spoken(text):
    terms = analyse(text)
    spans = zip(terms.starts, terms.lengths, terms.weights, strict=True)
    return {terms.text[start : start + length]: weight for start, length, weight in spans}


def test_chinese_is_cut_into_pairs_and_half_weight_characters():
    assert spoken("氮化硼") == {"氮": 0.5, "化": 0.5, "硼": 0.5, "氮化": 1.0, "化硼": 1.0}


def test_pairs_do_not_reach_over_punctuation_or_latin():
    assert {"电池", "池a", "池，"} & set(spoken("电池，CBN池")) == {"电池"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ＦＰＧＡ", "fpga"),
        ("5G通信", "5g"),
        ("频率100 kHz。", "100 khz"),
        ("压力5.5GPa", "5.5gpa"),
        ("TiO₂", "tio2"),
        ("T800-12K碳纤维", "t800-12k"),
        ("β相", "β"),
    ],
)
def test_models_units_and_formulas_stay_whole(text, word):
    assert spoken(text)[word] == 1.0


def test_quantity_has_one_key_with_and_without_a_space():
    assert analyse("100 kHz").keys.tolist() == analyse("100KHZ").keys.tolist()


def test_bare_numbers_count_a_quarter_and_parts_of_compounds_half():
    assert spoken("2018") == {"2018": 0.25}
    assert spoken("SiC/Al-2") == {"sic/al-2": 1.0, "sic": 0.5, "al": 0.5}


def test_word_keys_never_collide_with_pair_keys():
    terms = analyse("电池FPGA")

    assert (terms.keys[terms.lengths == 4] >> 63).all()
    assert not (terms.keys[terms.lengths <= 2] >> 63).any()


@given(ANY_TEXT)
def test_any_text_is_analysed_and_every_term_lies_inside_it(text):
    terms = analyse(text)

    assert len(terms.keys) == len(terms.starts) == len(terms.lengths) == len(terms.weights)
    assert (terms.starts + terms.lengths <= len(terms.text)).all()
    assert (terms.lengths > 0).all()


@given(ANY_TEXT)
def test_spellings_equal_under_nfkc_give_the_same_terms(text):
    whole = text.encode("utf-8", "replace").decode("utf-8")

    assert (
        analyse(whole).keys.tolist() == analyse(unicodedata.normalize("NFKC", whole)).keys.tolist()
    )


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_empty_text_and_lone_surrogate_have_no_trouble():
    assert len(analyse("").keys) == 0
    assert normalise("\ud800电") == "?电"


def test_terms_can_be_shown_in_the_case_they_were_written_in():
    assert analyse("基于ＦＰＧＡ").shown == "基于FPGA"
    assert len(analyse("İstanbul ß").shown) == len(analyse("İstanbul ß").text)
