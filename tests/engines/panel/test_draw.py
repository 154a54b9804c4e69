import json
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.panel.draw import (
    Pool,
    Qualified,
    Quotas,
    broken_rules,
    commitment,
    draw,
    drawing,
    outsider_script,
    run_trials,
)
from kechuang.engines.panel.draw.outsider import repeat
from kechuang.engines.panel.refusals import PanelError

SEED = "5e" * 32


def pool_of(experts: int, quotas: Quotas, *, units: int = 9, regions: int = 4) -> Pool:
    rows = (Qualified(f"专家{n}", f"u{n % units}", f"g{n % regions}") for n in range(experts))
    return Pool.sealed("云澜示例项目", "g0", quotas, rows)


SOUND = pool_of(24, Quotas(5, away_at_least=3, region_at_most=2))


def test_the_same_pool_and_seed_give_the_same_panel() -> None:
    again = Pool.sealed("云澜示例项目", "g0", SOUND.quotas, reversed(SOUND.experts))

    assert draw(SOUND, seed=SEED).panel == draw(again, seed=SEED).panel


def test_another_seed_pool_or_public_word_gives_another_order() -> None:
    first = draw(SOUND, seed=SEED).tickets

    assert draw(SOUND, seed="5f" * 32).tickets != first
    assert draw(SOUND, seed=SEED, public="上证指数 3999").tickets != first
    assert draw(replace(SOUND, name="另一项目"), seed=SEED).tickets != first


def test_the_commitment_binds_pool_and_seed() -> None:
    assert commitment(SOUND, SEED) != commitment(SOUND, "5f" * 32)
    assert commitment(SOUND, SEED) != commitment(replace(SOUND, region="g1"), SEED)


def test_an_absent_reviewer_is_replaced_and_the_others_stay() -> None:
    before = draw(SOUND, seed=SEED).panel

    after = draw(SOUND, seed=SEED, absent=[before[1]]).panel

    assert set(before) - {before[1]} < set(after)
    assert before[1] not in after
    assert broken_rules(SOUND, after) == []


def test_nobody_who_was_not_drawn_can_be_replaced() -> None:
    outside = next(e.id for e in SOUND.experts if e.id not in draw(SOUND, seed=SEED).panel)

    with pytest.raises(PanelError, match="不在评审组"):
        draw(SOUND, seed=SEED, absent=[outside])


def test_an_expert_of_unknown_region_counts_as_local() -> None:
    rows = [Qualified(f"e{n}", f"u{n}", "g1" if n < 3 else "") for n in range(12)]
    pool = Pool.sealed("p", "g0", Quotas(4, away_at_least=3), rows)

    assert {"e0", "e1", "e2"} < set(draw(pool, seed=SEED).panel)


def test_a_pool_that_cannot_fill_the_panel_is_refused() -> None:
    with pytest.raises(PanelError, match="relax a rule"):
        draw(pool_of(24, Quotas(5, away_at_least=3), units=4), seed=SEED)


@pytest.mark.parametrize("seed", ["", "5e" * 31, "5E" * 32, "zz" * 32])
def test_a_seed_that_is_not_32_bytes_is_refused(seed: str) -> None:
    with pytest.raises(PanelError):
        draw(SOUND, seed=seed)


def test_an_expert_listed_twice_with_two_contents_is_refused() -> None:
    with pytest.raises(PanelError, match="listed twice"):
        Pool.sealed("p", "g0", Quotas(1), [Qualified("a", "u"), Qualified("a", "v")])


def test_an_outsider_repeats_the_draw_with_the_standard_library_alone(tmp_path) -> None:
    first = draw(SOUND, seed=SEED, public="号外")
    record = draw(SOUND, seed=SEED, public="号外", absent=[first.panel[0], first.panel[3]])
    (tmp_path / "outsider.py").write_text(outsider_script(), encoding="utf-8")
    (tmp_path / "record.json").write_text(json.dumps(record.as_dict()), encoding="utf-8")
    command = [sys.executable, "-I", "outsider.py", "record.json"]

    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split()[: len(record.panel)] == list(record.panel)


def test_an_outsider_sees_a_panel_that_was_changed(tmp_path) -> None:
    record = draw(SOUND, seed=SEED).as_dict()
    record["panel"][0] = next(e.id for e in SOUND.experts if e.id not in record["panel"])
    (tmp_path / "outsider.py").write_text(outsider_script(), encoding="utf-8")
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    command = [sys.executable, "-I", "outsider.py", "record.json"]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_outsiders_script_is_shorter_than_a_hundred_lines() -> None:
    assert len(outsider_script().splitlines()) < 100


@st.composite
def pools(choose) -> Pool:
    experts = choose(st.integers(1, 12))
    rows = [
        Qualified(
            f"e{n}",
            f"u{choose(st.integers(0, 5))}",
            choose(st.sampled_from(["", "g0", "g1", "g2"])),
        )
        for n in range(experts)
    ]
    seats = choose(st.integers(1, 4))
    cap = choose(st.none() | st.integers(1, 3))
    quotas = Quotas(seats, choose(st.integers(0, seats)), cap, choose(st.integers(1, 2)))
    return Pool.sealed("p", "g0", quotas, rows)


@settings(deadline=None, max_examples=300)
@given(pools(), st.binary(min_size=32, max_size=32))
def test_a_panel_keeps_every_quota_and_an_outsider_gets_the_same(pool: Pool, raw: bytes) -> None:
    try:
        record = draw(pool, seed=raw.hex())
    except PanelError:
        assert not any(_all_panels(pool))
        return

    assert broken_rules(pool, record.panel) == []
    assert repeat(record.as_dict()) == list(record.panel)


def _all_panels(pool: Pool):
    from itertools import combinations

    names = [expert.id for expert in pool.experts]
    return (not broken_rules(pool, panel) for panel in combinations(names, pool.quotas.seats))


def test_two_thousand_draws_break_no_quota() -> None:
    assert run_trials(SOUND, draws=400, seed="试验").violations == 0


def test_without_the_guard_the_trials_see_violations(monkeypatch) -> None:
    monkeypatch.setattr(drawing, "can_be_completed", lambda pool, seated, left: True)

    assert run_trials(SOUND, draws=100, seed="试验").violations > 0


def test_a_barred_expert_in_the_pool_is_seen_by_the_trials() -> None:
    pool = pool_of(6, Quotas(3), units=6)

    assert run_trials(pool, draws=50, seed="试验", barred=["专家0"]).violations > 0


def test_every_expert_has_the_same_chance() -> None:
    trials = run_trials(pool_of(20, Quotas(5), units=20), draws=1000, seed="均匀")

    assert trials.p_value > 0.01


def test_the_chi_square_sees_a_draw_that_favours_somebody(monkeypatch) -> None:
    fair = drawing._ticket

    def loaded(pool: Pool, seed: str, public: str, name: str) -> str:
        ticket = fair(pool, seed, public, name)
        return min(ticket, fair(pool, seed, "again", name)) if name == "专家7" else ticket

    monkeypatch.setattr(drawing, "_ticket", loaded)
    trials = run_trials(pool_of(20, Quotas(5), units=20), draws=1000, seed="均匀")

    assert trials.p_value < 1e-6


def test_p_values_of_fair_counts_are_spread_over_the_whole_interval() -> None:
    random.seed(3)
    seeds = [f"{random.random()}" for _ in range(20)]
    pool = pool_of(10, Quotas(3), units=10)

    values = [run_trials(pool, draws=200, seed=seed).p_value for seed in seeds]

    assert min(values) < 0.4
    assert max(values) > 0.6
