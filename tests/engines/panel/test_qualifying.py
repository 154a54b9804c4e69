from dataclasses import replace
from datetime import date

from kechuang.engines.panel.conflicts import Policy, Post, Units, find_conflicts
from kechuang.engines.panel.draw import Pool, Quotas, run_trials
from kechuang.engines.panel.qualifying import qualify
from tests.engines.panel.test_conflicts import BID, CLEAN, PLANTED, UNITS


def expert(name: str, *units: str, region: str = "g1"):
    posts = tuple(Post(unit) for unit in units)
    return replace(CLEAN, id=name, person=name, posts=posts, region=region)


def pool_of(experts, policy: Policy | None = None, units: Units = UNITS):
    policy = policy or Policy()
    conflicts = find_conflicts(experts, [BID], units=units, policy=policy)
    return qualify(experts, BID, conflicts, units=units, policy=policy)


def test_a_branch_counts_as_its_legal_unit() -> None:
    units = Units(parents={"甲一": "甲", "甲二": "甲"})

    first, second = pool_of([expert("a", "甲一"), expert("b", "甲二")], units=units)

    assert first.unit == second.unit


def test_an_expert_of_two_units_joins_them() -> None:
    found = pool_of(
        [expert("a", "甲"), expert("b", "甲", "乙"), expert("c", "乙"), expert("d", "丙")]
    )

    assert len({one.unit for one in found[:3]}) == 1
    assert found[3].unit != found[0].unit


def test_a_unit_somebody_has_left_does_not_count() -> None:
    left = replace(expert("a"), posts=(Post("甲", until=date(2001, 1, 1)), Post("乙")))

    first, second = pool_of([left, expert("b", "甲")])

    assert first.unit != second.unit


def test_experts_of_unknown_unit_count_as_one() -> None:
    strangers = [replace(expert(name), posts=None) for name in "ab"]

    first, second = pool_of(strangers, Policy(is_unknown_excluded=False))

    assert first.unit == second.unit


def test_no_draw_holds_a_planted_conflict_and_every_rule_switched_off_lets_one_in() -> None:
    clean = [expert(f"e{n}", f"u{n}") for n in range(6)]
    for rule, (planted, proposal) in PLANTED.items():
        experts = [*clean, replace(planted, id="planted")]
        bid = replace(proposal, excluded=frozenset({"planted"} if proposal.excluded else ()))
        for policy, are_seen in ((Policy(), False), (Policy(switched_off=frozenset({rule})), True)):
            if "applicant_" in rule and not are_seen:
                continue
            conflicts = find_conflicts(experts, [bid], units=UNITS, policy=policy)
            pool = qualify(experts, bid, conflicts, units=UNITS, policy=policy)
            sealed = Pool.sealed("p", "g0", Quotas(3), pool)
            trials = run_trials(sealed, draws=30, seed=rule, barred=["planted"])
            assert (trials.violations > 0) is are_seen, rule
