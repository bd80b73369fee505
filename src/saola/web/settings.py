"""Django's settings. What an administrator may change stands in ``configuration.py``; this file is ours."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import configuration

HERE = Path(__file__).parent
DATA_FOLDER = configuration.data_folder()
KNOWLEDGE_FOLDER = HERE.parent / "knowledge"
AUDITOR = configuration.AUDITOR.read().strip()
KEYS_FOLDER = Path(configuration.KEYS.read() or DATA_FOLDER / "keys").resolve()
EVIDENCE_KEY = configuration.EVIDENCE_KEY.read()
SIGNER = Path(configuration.SIGNER.read()) if configuration.SIGNER.read() else None
WITNESS_FOLDER = Path(configuration.WITNESS.read()).resolve() if configuration.WITNESS.read() else None

BACKUP_RECIPIENT = configuration.BACKUP_RECIPIENT.read()
DISK_RESERVE_MB = int(configuration.DISK_RESERVE_MB.read())

SECRET_KEY = configuration.secret_key(DATA_FOLDER)
DEBUG = configuration.DEBUG.read() == "1"
DEMO = configuration.DEMO.read() == "1"
COUNTRY = configuration.COUNTRY.read().strip().upper()
ALLOWED_HOSTS = configuration.HOSTS.read().split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "saola.apps.journal",
    "saola.apps.accounts",
    "saola.apps.accounts.signing_in",
    "saola.apps.quarantine",
    "saola.apps.catalogue",
    "saola.apps.legislation",
    "saola.apps.seizures",
    "saola.apps.evidence",
    "saola.apps.parties",
    "saola.apps.cases",
    "saola.apps.upkeep",
    "saola.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "saola.apps.accounts.signing_in.middleware.private_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "saola.apps.journal.surroundings.session_of_entries",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saola.apps.accounts.signing_in.middleware.guard_of_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "saola.apps.upkeep.middleware.read_only",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "saola.web.turns.OneAfterAnother",
]

ROOT_URLCONF = "saola.web.urls"
WSGI_APPLICATION = "saola.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saola.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "saola.web.templatetags.face"],
        },
    }
]

DATABASES = {"default": configuration.database(DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["saola.apps.accounts.signing_in.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # NIST SP 800-63B: length, no composition rules
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "full_name")},
    },
    {"NAME": "saola.apps.accounts.signing_in.password_rules.NotThin"},
    {
        "NAME": "saola.apps.accounts.signing_in.password_rules.NotLeaked",
        "OPTIONS": {"path": DATA_FOLDER / "leaked-passwords.txt"},
    },
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

HTTPS = configuration.HTTPS.read() == "1"
PROXIES = frozenset(filter(None, configuration.PROXY.read().split(",")))

# Sessions end earlier than their cookies: see apps/accounts/signing_in/sessions.py. A browser sends a cookie whose
# name begins with __Host- only over HTTPS and only to the host that set it.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-form" if HTTPS else "csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names stay out of cookies

# Not no-referrer: a browser then calls the origin of every form "null", and forms could not be told from forged
# ones. To other hosts both say nothing at all.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the list that browsers ship is no place for a closed network
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "saola.web.errors.forged"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
# A language is offered once every page is complete in it. The vocabularies and names of species carry their
# labels in all six languages of the United Nations already.
LANGUAGES = [("en", _("English")), ("zh-hans", _("Chinese"))]
if configuration.PSEUDO.read() == "1":
    from django.conf.locale import LANG_INFO

    LANG_INFO["ar-xb"] = {"bidi": True, "code": "ar-xb", "name": "Mirrored", "name_local": "Mirrored"}
    LANGUAGES.append(("ar-xb", "Mirrored"))
LOCALE_PATHS = [HERE.parent / "locale", DATA_FOLDER / "locale"]
FORMAT_MODULE_PATH = "saola.web.formats"
TIME_ZONE = configuration.TIME_ZONE.read()
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_FINDERS = ["saola.web.public_files.PublicFiles"]
WHITENOISE_USE_FINDERS = True  # a closed network needs no collect step
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT.mkdir(exist_ok=True)


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Built files bear a digest in their name: a browser may keep them for ever."""
    return url.startswith("/static/dist/assets/")


FILE_UPLOAD_HANDLERS = ["saola.apps.quarantine.uploads.BoundedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
