"""The fictional city 云澜市 Yunlan (虚构示例): parties, facts, outcomes, demands and log-ins.

Pure Python from a fixed seed: the same seed gives the same city on every machine and Python.
No name, code, figure or place in it stands for a real one.
"""

from kechuang.demo.city.build import build_city
from kechuang.demo.city.shapes import City

__all__ = ["City", "build_city"]
