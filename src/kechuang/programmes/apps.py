"""Django's handle on the room; what it knows and does for procedures is told at the start."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "kechuang.programmes"
    label = "programmes"

    def ready(self) -> None:
        from kechuang.programmes.connecting import connect  # noqa: PLC0415 - models are loaded now

        connect()
