"""Django's handle on the design system."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "kechuang.design"
    label = "design"
