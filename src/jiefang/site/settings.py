"""Settings of the platform (设置): each read once from the environment by a typed function.

`DECLARED` is the one table of everything an operator may set; the reference page is made from it.
Every setting has a safe default, so that `jiefang serve` runs without any of them.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable (设置项): its name, its default as text and what it does."""

    name: str
    default: str
    meaning: str


DECLARED: Final = (
    Setting("JIEFANG_HOME", "./var", "Folder for database file, uploads, keys and logs."),
    Setting("DATABASE_URL", "", "postgres://user:password@host:port/name; empty means SQLite."),
    Setting("JIEFANG_DISTRICT", "410802", "Code of the district whose seeds the site shows."),
    Setting("JIEFANG_HOSTS", "localhost,127.0.0.1,[::1]", "Host names the site answers to."),
    Setting("JIEFANG_ORIGINS", "", "Trusted origins behind a proxy (https://…), by commas."),
    Setting("JIEFANG_HTTPS", "0", "1 where people reach the site over https: secure cookies."),
    Setting("JIEFANG_DEBUG", "0", "1 shows program errors in the browser; never in service."),
    Setting("JIEFANG_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("JIEFANG_SECRET_KEY", "", "Signing key; empty means the file keys/secret.key."),
    Setting("JIEFANG_UPLOAD_MB", "20", "Largest file that may be uploaded, in 1024 × 1024 bytes."),
    Setting("JIEFANG_UPLOAD_FILES", "20", "Most documents in one audit; as many source tables."),
    Setting("JIEFANG_UPLOAD_DAYS", "7", "Days after which an uploaded audit is deleted."),
    Setting("JIEFANG_RUNS_PER_SESSION", "50", "Most audits that one browser session may keep."),
    Setting("JIEFANG_JOB_SECONDS", "600", "Longest time a job may run before it is stopped."),
)
"""Every environment variable that is read; an undeclared one is a programming mistake."""

_DEFAULTS: Final = {setting.name: setting.default for setting in DECLARED}


def read_text(name: str) -> str:
    """Read a setting as text; surrounding white space is dropped."""
    return os.environ.get(name, _DEFAULTS[name]).strip()


def read_flag(name: str) -> bool:
    """Read a setting that is 0 or 1."""
    value = read_text(name)
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 0 or 1")
    return value == "1"


def read_whole(name: str) -> int:
    """Read a setting that is a positive whole number."""
    value = read_text(name)
    if not value.isdecimal() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a positive whole number")
    return int(value)


def read_list(name: str) -> list[str]:
    """Read a setting that is a list separated by commas."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def read_home() -> Path:
    """Read the folder of everything this installation keeps; it need not exist yet."""
    return Path(read_text("JIEFANG_HOME")).expanduser().resolve()


def read_secret_key() -> str:
    """Read the signing key (签名密钥) from the environment or from its file under the home.

    Without both, a key for this process only: good for tests and for commands that sign nothing.
    `jiefang serve` writes the file before it starts.
    """
    given = read_text("JIEFANG_SECRET_KEY")
    path = read_home() / "keys" / "secret.key"
    if given:
        return given
    return path.read_text("ascii").strip() if path.is_file() else secrets.token_urlsafe(50)


def read_database() -> dict[str, Any]:
    """Read where the data lives: one SQLite file, or PostgreSQL named by `DATABASE_URL`.

    `Any` because Django's own type for this table is an untyped dictionary.
    """
    url = read_text("DATABASE_URL")
    return postgresql(url) if url else sqlite(read_home() / "jiefang.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Describe a SQLite file: write-ahead log, immediate transactions, patient writers."""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        # Tests use a file too: in memory, threads share one cache and do not wait for each other.
        "TEST": {"NAME": Path(gettempdir()) / f"jiefang-test-{os.getpid()}.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Describe a PostgreSQL server; query parameters (sslmode, host …) go to the driver."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must read postgres://user:password@host/name")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


PACKAGE: Final = Path(__file__).resolve().parent.parent
MEBIBYTE: Final = 1024 * 1024

JIEFANG_HOME = read_home()
JIEFANG_DISTRICT = read_text("JIEFANG_DISTRICT")
JIEFANG_UPLOAD_BYTES = read_whole("JIEFANG_UPLOAD_MB") * MEBIBYTE
JIEFANG_UPLOAD_FILES = read_whole("JIEFANG_UPLOAD_FILES")
JIEFANG_UPLOAD_DAYS = read_whole("JIEFANG_UPLOAD_DAYS")
JIEFANG_RUNS_PER_SESSION = read_whole("JIEFANG_RUNS_PER_SESSION")
JIEFANG_JOB_SECONDS = read_whole("JIEFANG_JOB_SECONDS")

SECRET_KEY = read_secret_key()
DEBUG = read_flag("JIEFANG_DEBUG")
ALLOWED_HOSTS = read_list("JIEFANG_HOSTS")
CSRF_TRUSTED_ORIGINS = read_list("JIEFANG_ORIGINS")
ROOT_URLCONF = "jiefang.site.urls"
WSGI_APPLICATION = "jiefang.site.wsgi.application"
AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": read_database()}

INSTALLED_APPS = [
    "jiefang.site.apps.SiteConfig",
    "jiefang.plan.apps.PlanConfig",
    "jiefang.access.apps.AccessConfig",
    "jiefang.registry.apps.RegistryConfig",
    "jiefang.ledger.apps.LedgerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "jiefang.site.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jiefang.site.middleware.ReaderLanguage",
    "jiefang.site.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiefang.site.middleware.PlainRefusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "jiefang.site.shell.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "jiefang.site.templatetags.ui",
                "jiefang.plan.templatetags.audit",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英语"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "jiefang.site.assets.VersionedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * MEBIBYTE
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * JIEFANG_UPLOAD_FILES + 1
FILE_UPLOAD_TEMP_DIR = None

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = read_flag("JIEFANG_HTTPS")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jiefang.site.refusals.expired_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "jiefang.site.logs.FieldFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": read_text("JIEFANG_LOG_LEVEL")},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
