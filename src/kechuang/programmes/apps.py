"""Django's handle on the room; what it knows and does for procedures is told at the start."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "kechuang.programmes"
    label = "programmes"

    def ready(self) -> None:
        from kechuang.files.access import decide_downloads  # noqa: PLC0415 - models are loaded now
        from kechuang.programmes.connecting import connect  # noqa: PLC0415
        from kechuang.programmes.downloads import may_download  # noqa: PLC0415

        connect()
        decide_downloads(may_download)
