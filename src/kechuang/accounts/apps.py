"""Django's handle on the room; the rooms' registers of personal data are read at the start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "kechuang.accounts"
    label = "accounts"

    def ready(self) -> None:
        autodiscover_modules("personal_data")
