"""The diagram shows every state and every step, in either language."""

from __future__ import annotations

import re

import pytest

from kechuang.engines.flow import draw, load_procedure
from tests.engines.flow.samples import SAMPLE, swapped


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_and_step_is_drawn(procedures, language):
    procedure = procedures["challenge"]

    lines = draw(procedure, language=language).splitlines()

    arrows = [line for line in lines if "-->" in line]
    ends = sum(state.is_terminal for state in procedure.states.values())
    assert lines[0] == "stateDiagram-v2"
    assert len(arrows) == 1 + ends + sum(len(step.origins) for step in procedure.steps)
    named = [line for line in lines if re.fullmatch(r"    s\d+: .+", line)]
    assert [line.split(": ")[1] for line in named] == [
        state.wording.staff.said_in(language) for state in procedure.states.values()
    ]


def test_a_step_shows_who_and_within_what_time(permit):
    zh, en = draw(permit, language="zh"), draw(permit, language="en")

    assert "s2 --> s3: 要求补正（经办人，10个工作日）" in zh
    assert "s2 --> s3: Ask (Officer, 10 working days)" in en
    assert "s4 --> s5: 逾期视为同意（到期，5个工作日）" in zh


def test_the_public_reads_its_own_words(permit):
    assert "s2: 已受理" in draw(permit, is_public=True)


def test_signs_of_mermaid_in_words_do_no_harm():
    text = swapped("draft: {zh: 填报", 'draft: {zh: "甲: 乙; #丙 --> 丁"')

    drawn = draw(load_procedure(text, name="permit.yaml"))

    assert "s1: 甲： 乙； ＃丙 → 丁\n" in drawn
    assert load_procedure(SAMPLE, name="permit.yaml").start == "draft"
