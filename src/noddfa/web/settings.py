"""Django's settings, from the surroundings (environment.py). Nothing here reads the environment itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from noddfa.web import environment

SURROUNDINGS = environment.read()
DEMO = SURROUNDINGS.demo
DEBUG = SURROUNDINGS.debug
SECRET_KEY = SURROUNDINGS.secret_key
ALLOWED_HOSTS = list(SURROUNDINGS.hosts)
SITE_URL = SURROUNDINGS.site_url
NODDFA_KEY_RING = environment.KeyRingSource(SURROUNDINGS)  # called where keys are needed
NODDFA_KEY_FILE = SURROUNDINGS.key_file

INSTALLED_APPS = [
    # the journey
    "noddfa.recognise",
    "noddfa.refer",
    "noddfa.protect",
    "noddfa.support",
    "noddfa.learn",
    "noddfa.audit",
    "noddfa.measure",
    "noddfa.publish",
    # the common ground
    "noddfa.chronicle",
    "noddfa.people",
    "noddfa.access",
    "noddfa.design",
    # the front door
    "noddfa.web",
    "noddfa.demo",
    # others' work
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "rules",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "noddfa.access.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "noddfa.web.errors.PageOfAWrongMethod",
    "noddfa.access.middleware.RememberLanguage",
    "noddfa.access.middleware.EveryRouteHasARule",
    "noddfa.access.middleware.SaysWhatIsDamaged",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "noddfa.web.urls"
WSGI_APPLICATION = "noddfa.web.wsgi.application"
FORM_RENDERER = "noddfa.design.forms.NoddfaRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "noddfa.web.navigation.page_frame",
            ],
            "builtins": ["noddfa.design.templatetags.noddfa"],
        },
    },
]

# ---- data ----
DATABASES = {"default": environ.Env.db_url_config(SURROUNDINGS.database_url)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete: what was destroyed is overwritten, not left in the file's free pages.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
CACHES = {"default": {"BACKEND": "noddfa.access.sign_in.cache.SharedCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"

# ---- language ----
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LANGUAGE_COOKIE_NAME = "noddfa_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [str(Path(__file__).parent / "locale_vendor")]
USE_TZ = True
TIME_ZONE = "Europe/London"

# ---- signing in ----
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "noddfa.access.accounts.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # accounts are made by a body's administrator, who has checked the address
)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = False
# A whole council comes from one address. Axes counts wrong passwords; wrong codes are counted for each user.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/5m/key", "reset_password_from_key": "300/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Noddfa"
MFA_TOTP_TOLERANCE = (
    1  # half minutes before and after: slow typing, a telephone's clock (RFC 6238, 5.2 and 6)
)
MFA_ADAPTER = "noddfa.access.accounts.MFAAdapter"
MFA_FORMS = {
    "authenticate": "noddfa.access.sign_in.forms.AuthenticateForm",
    "reauthenticate": "noddfa.access.sign_in.forms.ReauthenticateForm",
    "authenticate_webauthn": "noddfa.access.sign_in.passkeys.AuthenticateKeyForm",
    "reauthenticate_webauthn": "noddfa.access.sign_in.passkeys.ReauthenticateKeyForm",
    "login_webauthn": "noddfa.access.sign_in.passkeys.PasskeyForm",
    "add_webauthn": "noddfa.access.sign_in.passkeys.AddKeyForm",
    "edit_webauthn": "noddfa.access.sign_in.passkeys.RenameKeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
# Wrong tries are counted in our own cache, where name and address stand as a keyed fingerprint and go after half an
# hour. Axes' tables would keep name, address and browser in plain, and each sign-in for ever: docs/decisions/0008.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [
    ["username", "ip_address"]
]  # together: nobody can lock a worker out from elsewhere
AXES_USERNAME_CALLABLE = "noddfa.access.accounts.axes_username"
AXES_CLIENT_IP_CALLABLE = "noddfa.access.accounts.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "access/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "noddfa.access.sign_in.sessions"
SESSION_COOKIE_AGE = 60 * 60  # an hour without a click; what was typed is kept as a draft
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Browsers keep no cookies apart by port: two demos on one machine would sign each other's people out.
_WHICH = f"_{urlsplit(SITE_URL).port or 80}" if DEMO else ""
SESSION_COOKIE_NAME = f"noddfa_session{_WHICH}"
CSRF_COOKIE_NAME = f"noddfa_csrf{_WHICH}"
CSRF_FAILURE_VIEW = "noddfa.web.errors.csrf_failure"

# ---- safety of pages ----
_SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# ---- static files ----
STATIC_URL = "static/"
STATIC_ROOT = SURROUNDINGS.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = SURROUNDINGS.home / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "noddfa.web.uploads.NotTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- mail and work behind the scenes ----
EMAIL_CONFIG = environ.Env.email_url_config(SURROUNDINGS.email_url)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = "noddfa@localhost"
EMAIL_TIMEOUT = 10
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}

# ---- the log: never a name, a body of a request or a query ----
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "logging.Formatter" if DEBUG else "noddfa.web.discreet.Formatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.db.backends": {"level": "WARNING"}},
}
