"""Django's handle on the room; its rules for downloads and audit pages are told at the start."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kechuang.cases"
    label = "cases"

    def ready(self) -> None:
        from kechuang.audit.withholding import withhold  # noqa: PLC0415 - models are loaded now
        from kechuang.cases.downloads import may_download  # noqa: PLC0415
        from kechuang.cases.withholding import sealed_cases  # noqa: PLC0415
        from kechuang.files.access import decide_downloads  # noqa: PLC0415

        decide_downloads(may_download)
        withhold(sealed_cases)
