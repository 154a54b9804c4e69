"""Production refuses to start unsafely; a local start needs nothing set."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import dj_database_url
import pytest

from kechuang.site.environment import ROOT, UnsafeSettings, read_environment

SAFE = {
    "KECHUANG_MODE": "production",
    "KECHUANG_DATA": "/srv/kechuang",
    "DATABASE_URL": "postgres://kechuang@127.0.0.1/kechuang",
    "SECRET_KEY": "Zx3-Qm7_Lp9+Rt5=Ws1.Vb8~Nc6!Kd4@Jf2#Hg0$Ty5%Ue7^Io9&Pa1",
    "ALLOWED_HOSTS": "innovation.example.cn, www.innovation.example.cn",
}


def test_production_starts_with_safe_values() -> None:
    environment = read_environment(SAFE)

    assert environment.is_production
    assert environment.allowed_hosts == ("innovation.example.cn", "www.innovation.example.cn")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "too-short"),
        ("SECRET_KEY", "abc" * 30),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("ALLOWED_HOSTS", "innovation.example.cn,*"),
        ("DATABASE_URL", ""),
        ("KECHUANG_DATA", ""),
    ],
)
def test_production_refuses_each_unsafe_value_by_name(name: str, value: str) -> None:
    with pytest.raises(UnsafeSettings) as refused:
        read_environment(SAFE | {name: value})

    others = SAFE.keys() - {name, "KECHUANG_MODE"}
    assert name in refused.value.why.zh
    assert name in refused.value.why.en
    assert not [other for other in others if other in refused.value.why.en]


def test_production_names_all_unsafe_values_at_once() -> None:
    with pytest.raises(UnsafeSettings) as refused:
        read_environment({"KECHUANG_MODE": "production"})

    assert all(name in refused.value.why.zh for name in SAFE if name != "KECHUANG_MODE")


@pytest.mark.parametrize("mode", ["Production", "prod", "debug"])
def test_an_unknown_mode_is_refused_rather_than_taken_for_local(mode: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="KECHUANG_MODE"):
        read_environment({"KECHUANG_MODE": mode, "KECHUANG_DATA": str(tmp_path)})


@pytest.mark.parametrize("name", ["数据 folder", "a#b?c%20d"])
def test_a_local_start_keeps_everything_in_its_data_folder(name: str, tmp_path: Path) -> None:
    data = tmp_path / name

    environment = read_environment({"KECHUANG_DATA": str(data)})

    database = dj_database_url.parse(environment.database_url)
    assert environment.mode == "local"
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert Path(str(database["NAME"])) == data / "kechuang.sqlite3"
    assert data.is_dir()


def test_the_local_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = read_environment({"KECHUANG_DATA": str(tmp_path)}).secret_key
    second = read_environment({"KECHUANG_DATA": str(tmp_path)}).secret_key

    kept = tmp_path / "secret-key"
    assert first == second == kept.read_text()
    assert len(first) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_given_local_key_is_used_and_not_kept(tmp_path: Path) -> None:
    given = {"KECHUANG_DATA": str(tmp_path), "SECRET_KEY": "given"}

    assert read_environment(given).secret_key == "given"
    assert list(tmp_path.iterdir()) == []


TOLD = """
import json
from kechuang.site import settings
names = ["DEBUG", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE",
         "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "ALLAUTH_TRUSTED_PROXY_COUNT"]
told = {name: getattr(settings, name) for name in names}
print(json.dumps(told | {"second_factor": sorted(settings.SECOND_FACTOR_ROLES)}))
"""


def settings_told(values: dict[str, str]) -> dict[str, object]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **values}
    told = subprocess.check_output([sys.executable, "-c", TOLD], env=environment, text=True)
    return dict(json.loads(told))


def test_production_sends_cookies_over_https_only_and_asks_officials_for_a_second_factor() -> None:
    assert settings_told(SAFE) == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "second_factor": ["administrator", "auditor", "bank", "bureau", "treasurer"],
    }


def test_a_local_start_works_without_https(tmp_path: Path) -> None:
    told = settings_told({"KECHUANG_DATA": str(tmp_path)})

    assert told["SESSION_COOKIE_HTTPONLY"]
    assert not told["DEBUG"]
    assert not told["SECURE_SSL_REDIRECT"]
    assert not told["SESSION_COOKIE_SECURE"]
    assert told["second_factor"] == []


@pytest.mark.parametrize("region", ["", "990100", "510100"])
def test_the_city_served_is_told_by_its_code(region: str, tmp_path: Path) -> None:
    environment = read_environment({"KECHUANG_DATA": str(tmp_path), "KECHUANG_REGION": region})

    assert environment.region == (region or "990100")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KECHUANG_REGION", "成都"),
        ("KECHUANG_MAP", "/nowhere/map.json"),
        ("KECHUANG_LETTERS", "/nowhere/letters"),
    ],
)
def test_what_does_not_exist_is_refused(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings):
        read_environment({"KECHUANG_DATA": str(tmp_path), name: value})
