"""Django's handle on the room; what it knows and does for procedures is told at the start."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "kechuang.offers"
    label = "offers"

    def ready(self) -> None:
        from kechuang.offers.connecting import connect  # noqa: PLC0415 - models are loaded now

        connect()
