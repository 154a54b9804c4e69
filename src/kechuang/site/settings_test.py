"""Settings of the test run: fast hashing, no file manifest, a data folder of its own."""

import os
import tempfile

os.environ.setdefault("KECHUANG_DATA", tempfile.mkdtemp(prefix="kechuang-test-"))

from kechuang.site.settings import *  # noqa: F403 - the test run changes a few of them

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES["default"]["LOCATION"] = tempfile.mkdtemp(prefix="kechuang-test-")  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
