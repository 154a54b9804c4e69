"""Counts departments while somebody else enters one: the program that the test starts."""

from __future__ import annotations

import subprocess
import sys

import django

ENTER = """
import django; django.setup()
from kechuang.accounts.models import Department
Department.objects.create(code="new", name="新", name_en="new")
"""


def watch() -> None:
    """Print the count before and after the entry within one view, then the count outside it."""
    from kechuang.accounts.models import Department
    from kechuang.base.invariants.running import steady_view

    with steady_view():
        before = Department.objects.count()
        subprocess.run([sys.executable, "-c", ENTER], check=True, timeout=15)
        within = Department.objects.count()
    print(before, within, Department.objects.count())


if __name__ == "__main__":
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    watch()
