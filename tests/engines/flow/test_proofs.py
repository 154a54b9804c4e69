"""Each proof refuses its broken pack with the line; without the proof the pack gets through."""

from __future__ import annotations

import pickle

import pytest

from kechuang.engines.flow import load_procedure, proofs
from kechuang.engines.flow.proofs import PROOFS
from kechuang.engines.packfile import BrokenPackError, PackError
from tests.engines.flow.samples import NAMED, SAMPLE, VISIBILITY, line_of, swapped

LIMBO = "  limbo: {zh: 某处, en: Limbo, public: {zh: 某处, en: Limbo}, clock: signing}\n"
TO_LIMBO = (
    "  - {event: stray, from: filed, to: limbo, who: officer, zh: 走偏, en: Stray,"
    " public: {zh: 走偏, en: Stray}, basis: 示例}\n"
    "  - {event: sign_silently, from: limbo, to: limbo, who: clock, zh: 空转, en: Spin,"
    " public: {zh: 空转, en: Spin}, basis: 示例}\n"
)
UNDO = (
    "  - {event: undo, from: granted, to: filed, who: chief, clock: signing, zh: 撤销, en: Undo,"
    " public: {zh: 撤销, en: Undo}, basis: 示例}\n"
)

DEPENDS = "    - {states: filed, sees: officer, if: is_good, basis: 示例}\n"
LONG = swapped("  is_good: {", "  is_long: {field: longest, at_least: 20}\n  is_good: {", NAMED)

BROKEN = {
    "names_are_known": [
        (
            swapped("to: signing, who: officer", "to: signng, who: officer"),
            "{event: decide",
            "signing",
        ),
        (swapped("who: applicant, form", "who: aplicant, form"), "{event: file,", "applicant"),
        (swapped("form: application", "form: aplication"), "{event: file,", "application"),
        (swapped("is_good: {field: score", "is_good: {field: scor"), "is_good", "score"),
        (
            swapped("{source: law, article: {zh: 第三条", "{source: lew, article: {zh: 第三条"),
            "{event: file,",
            "law",
        ),
        (
            swapped("guard: is_poor", "guard: is_pooor"),
            "{event: decide, from: filed, to: refused",
            "is_poor",
        ),
        (swapped("documents: plan", "documents: plans"), "{event: file,", "plan"),
        (swapped("do: write_letter", "do: write_leter"), "{event: ask", "write_letter"),
        (swapped("template: supplement", "templte: supplement"), "{event: ask", "template"),
        (swapped("paused_in: waiting", "paused_in: waitin"), "deciding", "waiting"),
        (swapped("on_expiry: {event: lapse}", "on_expiry: {event: lapze}"), "drafting", "lapse"),
        (swapped("clock: drafting}", "clock: draftin}"), "draft:", "drafting"),
        (swapped("checks: enough_score", "checks: enough"), "{event: decide", "enough_score"),
        (swapped("own: applicant", "own: aplicant", NAMED), "own", "applicant"),
        (
            swapped("sees: officer,", "sees: officer, fields: plann,", NAMED),
            "states: [filed",
            "plan",
        ),
    ],
    "values_fit": [
        (swapped("score, at_least: 60}", "score, at_least: 很高}"), "is_good", "number"),
        (
            swapped("{field: kind, equals: company}", "{field: kind, equals: firm}"),
            "is_company",
            "choice",
        ),
        (
            swapped("{field: kind, equals: company}", "{field: kind, at_least: company}"),
            "is_company",
            "数、金额、日期",
        ),
        (swapped("days: longest", "days: kind"), "deciding", "整数"),
        (swapped("default: 10", "default: 一些"), "longest", "number"),
        (
            swapped("{field: score, less_than: 60}", "{field: score, less_than: {field: amount}}"),
            "is_poor",
            "同一类型",
        ),
    ],
    "conditions_end": [
        (
            swapped(
                "is_poor: {field: score, less_than: 60}", "is_poor: {none: [{condition: is_poor}]}"
            ),
            "is_poor",
            "循环",
        ),
    ],
    "questions_are_in_order": [
        (
            swapped(
                "is_company: {field: kind, equals: company}",
                "is_company: {field: amount, at_least: 1}",
            ),
            "staff:",
            "移到它前面",
        ),
    ],
    "states_are_reachable": [
        (
            swapped("  granted: {", LIMBO + "  granted: {")
            + TO_LIMBO.replace("from: filed", "from: limbo")
            .replace("to: limbo, who: clock", "to: granted, who: clock")
            .replace("to: limbo", "to: granted"),
            "limbo",
            "补上通往它的步骤",
        ),
    ],
    "states_have_a_way_out": [
        (
            swapped(
                "  granted: {", LIMBO.replace("clock: signing", "clock: deciding") + "  granted: {"
            )
            + TO_LIMBO.replace("who: clock", "who: chief"),
            "limbo",
            "走到终点",
        ),
    ],
    "ends_are_final": [
        (
            SAMPLE
            + UNDO.replace("to: filed", "to: refused").replace("clock: signing", "clock: deciding"),
            "{event: undo",
            "is_terminal",
        )
    ],
    "silence_ends": [
        (
            swapped(
                "[draft, waiting], to: refused, who: clock",
                "[draft, waiting], to: draft, who: clock",
            ),
            "drafting",
            "转给人办理",
        ),
    ],
    "steps_have_an_owner": [(swapped("who: applicant, form", "form"), "{event: file,", "who")],
    "steps_have_a_deadline": [
        (
            swapped(
                "filed: {zh: 待审, en: Filed, public: {zh: 已受理, en: Received}, clock: deciding}",
                "filed: {zh: 待审, en: Filed, public: {zh: 已受理, en: Received}}",
            ),
            "{event: ask",
            "clock",
        ),
    ],
    "clocks_have_an_end": [(swapped("escalate: chief, ", ""), "deciding", "on_expiry")],
    "things_have_a_basis": [
        (swapped("sees: officer, basis: 示例", "sees: officer", NAMED), "states: [filed", "basis"),
        (
            swapped(", basis: {source: law, article: {zh: 第三条, en: Article 3}}", ""),
            "{event: file,",
            "basis",
        ),
        (
            swapped("on_expiry: {event: lapse}, basis: 示例", "on_expiry: {event: lapse}"),
            "drafting",
            "basis",
        ),
        (swapped("is_consent: true, basis: 示例", "is_consent: true"), "signing: {days", "basis"),
        (swapped("condition: is_good, basis: 示例", "condition: is_good"), "enough_score", "basis"),
    ],
    "steps_do_not_clash": [
        (
            swapped("less_than: 60", "at_most: 60"),
            "{event: decide, from: filed, to: refused",
            "互斥",
        ),
        (swapped("guard: is_poor, ", ""), "{event: decide, from: filed, to: refused", "互斥"),
    ],
    "ends_of_clocks_are_answered": [
        (
            swapped("who: clock, zh: 逾期视为同意", "who: clock, guard: is_good, zh: 逾期视为同意"),
            "signing: {days",
            "覆盖",
        ),
        (
            swapped("from: [draft, waiting], to: refused", "from: [draft], to: refused"),
            "waiting: {days",
            "lapse",
        ),
    ],
    "approvals_are_separate": [
        (swapped("{people: 2, not_by: decide}", "{people: 2}"), "{event: sign,", "not_by"),
    ],
    "options_are_settled": [(swapped(", example: true", ""), "longest", "example: true")],
    "visibility_is_complete": [
        (swapped(VISIBILITY, "", NAMED), "kind: {type", "visibility"),
        (swapped("[filed, waiting,", "[filed,", NAMED), "visibility:", "phases"),
        (swapped("sees: officer,", "sees: officer, fields: kind,", NAMED), "visibility:", "phases"),
        (swapped("sees: officer,", "sees: officer, if: is_long,", LONG), "visibility:", "phases"),
    ],
    "hidden_is_hidden": [
        (swapped("never: chief", "never: [chief, officer]", NAMED), "states: [filed", "二者"),
        (swapped("never: chief", "never: applicant", NAMED), "visibility:", "二者"),
    ],
    "writers_see_what_they_write": [
        (
            swapped("own: applicant", "own: officer", NAMED)
            .replace("sees: applicant", "sees: chief")
            .replace("  never: chief\n", ""),
            "event: file,",
            "让其看到",
        ),
    ],
    "visibility_is_settled": [
        (NAMED + DEPENDS, "states: filed, sees: officer", "选项"),
    ],
}
CASES = [(name, *case) for name, cases in BROKEN.items() for case in cases]


def refusals(text: str, only=PROOFS) -> tuple[PackError, ...]:
    try:
        load_procedure(text, name="permit.yaml", proofs=only)
    except BrokenPackError as broken:
        return broken.problems
    return ()


def test_every_proof_is_broken_once_here():
    assert set(BROKEN) == {proof.__name__ for proof in PROOFS}
    assert refusals(SAMPLE) == ()


@pytest.mark.parametrize(("name", "text", "start", "mend"), CASES)
def test_a_broken_pack_is_refused_with_its_line_and_mend(name, text, start, mend):
    (problem,) = refusals(text, [getattr(proofs, name)])[:1]

    assert problem.line == line_of(text, start.lstrip("{"))
    assert mend in problem.mend.zh
    assert all(part.zh and part.en for part in (problem.what, problem.why, problem.mend))
    assert str(problem) in map(str, refusals(text))


@pytest.mark.parametrize(("name", "text", "start", "mend"), CASES)
def test_without_its_proof_the_broken_pack_gets_through(name, text, start, mend):
    others = [proof for proof in PROOFS if proof.__name__ != name]

    assert refusals(text, []) == ()
    assert len(refusals(text, others)) < len(refusals(text))


def test_all_problems_are_listed_in_the_order_of_their_lines():
    text = swapped(", example: true", "")
    text = swapped("guard: is_poor", "guard: is_pooor", text)
    text = swapped("who: applicant, form", "form", text)
    text = swapped("is_terminal: true}", "is_terminal: maybe}", text)

    found = refusals(text)

    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert {problem.line for problem in found} == {
        line_of(text, "longest"),
        line_of(text, "granted"),
        line_of(text, "event: file,"),
        line_of(text, "event: decide, from: filed, to: refused"),
    }


def test_a_refusal_of_many_problems_says_how_many_and_survives_pickling():
    with pytest.raises(BrokenPackError) as refused:
        load_procedure(SAMPLE.replace("who: applicant", "who: nobody"), name="permit.yaml")

    copy = pickle.loads(pickle.dumps(refused.value))

    assert "共2处" in str(refused.value)
    assert str(copy) == str(refused.value)
