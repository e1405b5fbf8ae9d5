"""What holds on every machine. What differs stands in dev, test and production."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from meerstemmig.settings.database import database
from meerstemmig.settings.environment import env, env_bool, env_list
from meerstemmig.settings.search_engine import search_engine

BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var"))).resolve()

# --- The project --------------------------------------------------------------

ROOT_URLCONF = "meerstemmig.urls"
ASGI_APPLICATION = "meerstemmig.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEMO = env_bool("DEMO")
"""Demo accounts with one-click sign-in, and no second factor for staff. Says so on every page."""

SITE_URL = env("SITE_URL", f"http://localhost:{env('PORT', '8000')}")
"""The address that mails and the editor print."""

OUR_APPS = [
    "meerstemmig",
    "modules",
    "intervision",
    "intake",
    "proposals",
    "cases",
    "practices",
    "signalling",
    "shelf",
    "reflection",
    "discussion",
    "search",
    "pages",
    "deidentification",
    "vocabulary",
    "people",
]

INSTALLED_APPS = [
    *OUR_APPS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.contrib.redirects",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rules",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "meerstemmig.middleware.Headers",
    "meerstemmig.middleware.Utf8Only",
    "meerstemmig.middleware.EditorPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "meerstemmig.middleware.FormsOnly",
    "meerstemmig.middleware.Unreadable",
    "meerstemmig.middleware.NotStored",
    "cases.withdrawn.Tombstones",
    "allauth.account.middleware.AccountMiddleware",
    "meerstemmig.middleware.RequireSecondFactor",
    "meerstemmig.middleware.OnlyEditors",
    "meerstemmig.editor_bounds.EditorBounds",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meerstemmig.navigation.chrome",
            ],
        },
    },
]

CSRF_FAILURE_VIEW = "meerstemmig.errors.csrf_failure"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # fields look as in templates/django/forms/

# --- Data ---------------------------------------------------------------------

DATABASES = {"default": database(env("DATABASE_URL"), DATA_DIR / "meerstemmig.sqlite3")}
ATOMIC_REQUESTS = False  # with IMMEDIATE transactions every read would take the write lock (trust.md F9b)
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/bestanden/"
ERASURE_LEDGER = DATA_DIR / "erased.txt"
"""Numbers of who was erased. Back it up apart from the database: a restored backup is held against it."""
EXPORT_DIR = DATA_DIR / "exports"
SEARCH_INDEX_DIR = DATA_DIR / "index"
CONTENT_DIR = BASE_DIR / "content"

FRAGMENTS = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"}
"""Where `{% cache %}` keeps what it drew: in the process, for what is the same until the next start."""
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "template_fragments": FRAGMENTS,
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = "Lax"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- People -------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "people.backend.Backend",  # the only one that checks passwords
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mine"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "people.forms.SignupForm"}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "meerstemmig.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
REQUIRE_SECOND_FACTOR = not DEMO
"""Staff cannot enter without a second factor (trust.md 3.1). Waived in the demo only, which says so."""

# --- Languages ----------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Nederlands")), ("fr", _("Frans")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
"""Our own text, which is Dutch in code and templates; and what packages say on our pages, in our tone."""
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_I18N_ENABLED = True

# --- Wagtail ------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Meerstemmig"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # would send a hash of every editor's address to a third party (L35)
WAGTAIL_ENABLE_UPDATE_CHECK = False  # calls out (L36)
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 0  # a revision per half second keeps what was meant to be removed (F7, L31)
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # visibility is a field on the object (F4)
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ol", "ul", "link"]},
    },
}
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # accounts are kept in one place (meerstemmig/one_door.py)
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.upload_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.upload_forms.DocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a PDF is downloaded, never shown inside our address
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
"""For the editor's explorer only; the library search is search/ (search.md, verdict 5)."""
TAGGIT_CASE_INSENSITIVE = True

# --- Search and the live hub ---------------------------------------------------

SEARCH_ENGINE, SEARCH_PLACE = search_engine(env("ELASTICSEARCH_URL"), env("ELASTICSEARCH_INDEX", "meerstemmig"))
"""Which engine serves, and where: in the data folder, or on a server when one is named."""
ELASTICSEARCH_CA = env("ELASTICSEARCH_CA")
"""The certificate of the authority that signed the server's, where that is our own."""

# --- Headers ------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the editor's preview is a frame of our own site
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- Logs -----------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masked": {"()": "meerstemmig.masked_log.MaskSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "filters": ["masked"], "level": "ERROR", "propagate": False},
        "wagtail": {"level": "WARNING"},  # at INFO it writes the title of every page that is published or moved
    },
}
"""What broke, with its traceback and the bare path, without the keys that stand in some. Django shows it only with DEBUG on, and mails it otherwise."""

# --- Files and mail -----------------------------------------------------------

STORAGES = {
    "default": {"BACKEND": "pages.uploads.CleanStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DEFAULT_FROM_EMAIL = env("MAIL_FROM", "Meerstemmig <noreply@meerstemmig.test>")
CONTACT_MAIL = env("CONTACT_MAIL", "redactie@demo.meerstemmig.test" if DEMO else "")
"""Where people reach whoever keeps this site; at the foot of every page."""
NAMELESS_ONE_IN = int(env("NAMELESS_ONE_IN", "4"))
"""By chance one session in so many goes without names, so that going without names betrays no private answer; 0 is never."""
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10

FIELD_KEYS = env_list("FIELD_KEYS")
"""Keys that wrap people's data keys, newest first, each `name:base64` of 32 bytes (reflection/encryption.py)."""
