"""Django's handle on the room; who may download a blind copy is told at the start."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "kechuang.reviews"
    label = "reviews"

    def ready(self) -> None:
        from kechuang.files.access import decide_downloads  # noqa: PLC0415 - models are loaded now
        from kechuang.reviews.downloads import may_download  # noqa: PLC0415

        decide_downloads(may_download)
