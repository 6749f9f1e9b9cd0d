"""Django's settings, made from what is declared: there is no settings file to forget and no variable to set."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any

import django
from csp.constants import NONE, SELF
from django.conf import settings
from django.core.management import call_command

from mmc.base.files.disk import exclusive, replace
from mmc.base.files.scan import scan
from mmc.base.vocabulary import load_vocabulary
from mmc.desk.declaration import LOOPBACK, OWN, Declared
from mmc.rebuild.digest import versions_digest

HERE = Path(__file__).resolve().parent
SECRET = "rahasia"  # noqa: S105 - the name of the file
YEAR = 31_536_000
UPLOADS = 60_000_000  # bytes of one request: a press release with its photos
# The office's web server compresses what goes out; within one machine nothing would be gained.
STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
NOT_SERVED = ["htmx-2.js", "htmx-4*", "htmax-4*", "admin"]
LOG = "catatan.log"
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}


def start(root: Path, desk: Declared, *, port: int = 0, token: str = "") -> None:
    """Django is ready in this process, its tables are there, and its styles and scripts lie where they are served from."""
    own = root / OWN
    own.mkdir(mode=0o700, exist_ok=True)
    own.chmod(0o700)
    settings.configure(**values(root, desk, port=port, token=token))
    django.setup()
    with exclusive(own / "siap.lock", lambda: None):  # two programs may begin at once
        call_command("migrate", verbosity=0, interactive=False)
        _lay_out_looks(own)


def values(root: Path, desk: Declared, *, port: int = 0, token: str = "") -> dict[str, Any]:
    """Every setting. The token lets in the one person of an embedded desk; an office's desk has none."""
    own = root / OWN
    office = load_vocabulary(root / "data").office
    mark = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:8]  # two desks of one machine share no cookie
    is_safe = not desk.is_embedded
    return {
        "MMC_ROOT": root,
        "MMC_DESK": desk,
        "MMC_TOKEN": token,
        "MMC_OFFICE": office,
        "DEBUG": False,
        "SECRET_KEY": _secret(own / SECRET),
        "ALLOWED_HOSTS": [desk.host] if is_safe else [LOOPBACK, "localhost"],
        "CSRF_TRUSTED_ORIGINS": [desk.address] if is_safe else [f"http://{LOOPBACK}:{port}"],
        "ROOT_URLCONF": "mmc.desk.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "django_htmx",
            "django_prose_editor",
            "csp",
            "mmc.desk.accounts",
            "mmc.desk.editor",
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "csp.middleware.CSPMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            *(["mmc.desk.accounts.doors.Embedded"] if desk.is_embedded else []),
            "mmc.desk.accounts.doors.Known",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.messages.context_processors.messages",
                        "mmc.desk.accounts.doors.shown",
                    ]
                },
            }
        ],
        "DATABASES": {"default": _database(own)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LANGUAGE_CODE": "id",
        "TIME_ZONE": office.timezone,
        "USE_TZ": True,
        "STATIC_URL": "/rupa/",
        "STATIC_ROOT": own / "rupa",
        "STATICFILES_DIRS": [
            HERE / "static",
            ("situs/css", root / "theme" / "css"),
            ("situs/static", root / "theme" / "static"),
        ],
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": STORAGE},
        },
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY},
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_SSL_REDIRECT": is_safe,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if is_safe else None,
        "SECURE_HSTS_SECONDS": YEAR if is_safe else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": is_safe,
        "SECURE_HSTS_PRELOAD": is_safe,
        "SESSION_COOKIE_NAME": f"meja_{mark}",
        "SESSION_COOKIE_SECURE": is_safe,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": 14 * 86_400,
        "CSRF_COOKIE_NAME": f"meja_csrf_{mark}",
        "CSRF_COOKIE_SECURE": is_safe,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "mmc.desk.accounts.refusals.forged",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": UPLOADS,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 2_000_000,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "AUTH_USER_MODEL": "accounts.Person",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
            {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
        ],
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": "address",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_ADAPTER": "mmc.desk.accounts.adapter.AccountAdapter",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 900,
        "ACCOUNT_SESSION_REMEMBER": True,
        "MFA_ADAPTER": "mmc.desk.accounts.adapter.KeyAdapter",
        "MFA_SUPPORTED_TYPES": ["webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGIN_URL": "/masuk/",
        "LOGIN_REDIRECT_URL": "/",
        "LOGOUT_REDIRECT_URL": "/masuk/",
        "SILENCED_SYSTEM_CHECKS": [],
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
            "filters": {"discreet": {"()": "mmc.desk.accounts.record.Discreet"}},
            "handlers": {
                "file": {
                    "filters": ["discreet"],
                    "class": "logging.handlers.RotatingFileHandler",
                    "filename": own / LOG,
                    "maxBytes": 2_000_000,
                    "backupCount": 5,
                    "encoding": "utf-8",
                    "formatter": "line",
                }
            },
            "root": {"handlers": ["file"], "level": "WARNING"},
            "loggers": {
                "django": {"handlers": [], "level": "WARNING"},
                "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
                "mmc.desk": {"level": "INFO"},
            },
        },
    }


def _lay_out_looks(own: Path) -> None:
    """Styles and scripts lie where they are served from; that is done once for each of their versions."""
    folders = [Path(each[1] if isinstance(each, tuple) else each) for each in settings.STATICFILES_DIRS]
    libraries = versions_digest(["django", "django-allauth", "django-htmx", "django-prose-editor", "whitenoise"]).hex()
    stamps = [f"{path} {stamp}" for folder in folders for path, stamp in scan(folder).items()]
    seal = hashlib.sha256("\n".join([libraries, *stamps]).encode()).hexdigest()
    known = own / "rupa.txt"
    if known.is_file() and known.read_text(encoding="ascii") == seal:
        return
    known.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=NOT_SERVED)
    replace(known, seal.encode())


def _database(own: Path) -> dict[str, Any]:
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": own / "meja.sqlite3", "OPTIONS": options}


def _secret(path: Path) -> str:
    """The word with which sessions are sealed, made once on this machine."""
    with exclusive(path.with_suffix(".lock"), lambda: None):
        if not path.is_file():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        return path.read_text(encoding="ascii")
