"""NEMO's own test settings without their log files; the database comes from the environment."""

from NEMO.tests.test_settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver"]
LOGGING = {}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
