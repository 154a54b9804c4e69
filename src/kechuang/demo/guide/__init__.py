"""Who to log in as, and what to look at first (演示导览)."""

from kechuang.demo.guide.stops import Stop, guided_stops

__all__ = ["Stop", "guided_stops"]
