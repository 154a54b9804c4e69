"""Django's handle on the room; who may download a case's papers is told at the start."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kechuang.cases"
    label = "cases"

    def ready(self) -> None:
        from kechuang.cases.downloads import may_download  # noqa: PLC0415 - models are loaded now
        from kechuang.files.access import decide_downloads  # noqa: PLC0415

        decide_downloads(may_download)
