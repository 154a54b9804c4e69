"""Django's handle on the room; what it does for its two procedures is told at the start."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "kechuang.appeals"
    label = "appeals"

    def ready(self) -> None:
        from kechuang.appeals.connecting import connect  # noqa: PLC0415 - models are loaded now

        connect()
