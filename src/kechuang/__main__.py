"""``python -m kechuang``: the command line of the platform."""

from kechuang.cli.main import kechuang

kechuang(prog_name="kechuang")
