"""Django settings: constants of the house; ``environment`` tells what differs."""

from __future__ import annotations

import dj_database_url
from django.utils.translation import gettext_lazy as _

from kechuang.site.environment import ROOT, read_environment

environment = read_environment()

DEBUG = False
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = list(environment.allowed_hosts)
DATA_FOLDER = environment.data
PACKS_FOLDER = ROOT / "packs"
HOME_REGION = environment.region
REGION_MAP = environment.map_file
LETTERS_FOLDER = environment.letters_folder
ANCHOR_MAIL = environment.anchor_mail

EMAIL_HOST, EMAIL_PORT = environment.mail_server.host, environment.mail_server.port
EMAIL_HOST_USER = environment.mail_server.user
DEFAULT_FROM_EMAIL = EMAIL_HOST_USER or "kechuang@localhost"
EMAIL_HOST_PASSWORD = environment.mail_server.password
EMAIL_USE_TLS = environment.mail_server.scheme == "smtp+tls"
EMAIL_USE_SSL = environment.mail_server.scheme == "smtps"
EMAIL_TIMEOUT = 20

ROOMS = [
    "design",
    "audit",
    "files",
    "accounts",
    "parties",
    "packs",
    "runs",
    "ledger",
    "outcomes",
    "demands",
    "policies",
    "cases",
    "entitlements",
    "points",
    "matching",
    "offers",
    "appeals",
    "reviews",
    "programmes",
    "intake",
    "batch",
    "portal",
    "api",
    "demo",
]
INSTALLED_APPS = [
    *(f"kechuang.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kechuang.design.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kechuang.accounts.middleware.identify_actor",
    "kechuang.accounts.middleware.require_own_password",
    "kechuang.accounts.middleware.require_second_factor",
    "kechuang.design.middleware.refuse_nul",
    "kechuang.design.middleware.explain_refusals",
]

ROOT_URLCONF = "kechuang.site.urls"
WSGI_APPLICATION = "kechuang.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kechuang.portal.context.place",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        # Without recursive triggers, INSERT OR REPLACE would delete rows of append-only tables
        "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
    ),
}
DATABASES = {"default": dj_database_url.parse(environment.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "kechuang.accounts.password_rules.LengthRule",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/workspace/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "kechuang.accounts.adapter.HouseAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.is_production else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kechuang"
SECOND_FACTOR_ROLES = (
    {"administrator", "auditor", "bureau", "treasurer", "bank"}
    if environment.is_production
    else set()
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FILTERS_EMPTY_CHOICE_LABEL = _("全部")

STATIC_URL = "static/"
STATIC_ROOT = environment.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Failed log-ins and used one-time codes are counted here, together for all server processes
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": environment.data / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.is_production
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.is_production else None
SECURE_SSL_REDIRECT = environment.is_production
SECURE_HSTS_SECONDS = 31_536_000 if environment.is_production else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kechuang.design.errors.forged"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DJANGO_TABLES2_TEMPLATE = "design/table.html"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
