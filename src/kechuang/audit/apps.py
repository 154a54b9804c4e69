"""Django's handle on the room; what the rooms declare to it is read at the start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "kechuang.audit"
    label = "audit"

    def ready(self) -> None:
        autodiscover_modules("retention", "occasions")
