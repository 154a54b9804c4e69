"""The city is the same everywhere, as large as promised and built in seconds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter

from kechuang.demo.city import City, build_city

DIGEST_COMMAND = """
import hashlib
from kechuang.demo.city import build_city
print(hashlib.sha256(repr(build_city(enterprises=150)).encode()).hexdigest())
"""


def digest_in_new_process(hash_seed: str) -> str:
    environment = os.environ | {
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", DIGEST_COMMAND]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_two_processes_with_different_hash_seeds_build_the_same_city() -> None:
    here = hashlib.sha256(repr(build_city(enterprises=150)).encode()).hexdigest()

    assert digest_in_new_process("1") == digest_in_new_process("2") == here


def test_another_seed_builds_another_city() -> None:
    assert build_city(seed=1, enterprises=200).facts != build_city(seed=2, enterprises=200).facts


def test_a_firm_stays_the_same_when_the_city_grows() -> None:
    small, larger = build_city(enterprises=150), build_city(enterprises=200)

    assert larger.enterprises[:150] == small.enterprises[:150]


def test_the_city_is_as_large_as_promised(city: City) -> None:
    kinds = Counter(institution.kind for institution in city.institutions)

    assert len(city.enterprises) >= 2_000
    assert 90_000 <= len(city.facts) <= 165_000
    assert len(city.institutions) >= 14
    assert set(kinds) == {"university", "institute", "service", "finance", "government"}
    assert 0.04 <= sum(bool(firm.former_names) for firm in city.enterprises) / 2_000 <= 0.08


def test_every_kind_of_relation_occurs(city: City) -> None:
    kinds = Counter(relation.kind for relation in city.relations)

    assert min(kinds[kind] for kind in ("branch", "parent", "shareholder")) >= 20


def test_outcomes_and_demands_belong_to_parties_of_the_city(city: City) -> None:
    institutions = {institution.credit_code for institution in city.institutions}
    enterprises = {enterprise.credit_code for enterprise in city.enterprises}

    assert {code for outcome in city.outcomes for code, _ in outcome.owners} <= institutions
    assert {demand.enterprise for demand in city.demands} <= enterprises
