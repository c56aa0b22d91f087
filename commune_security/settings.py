"""Settings of the portal, all from the environment (see `.env.example`).

Without any setting but the secrets it runs on SQLite under `var/`. With DEBUG
off, the default, it does not start without secrets and allowed hosts.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from commune_security import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_file(BASE_DIR / ".env")
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.boolean("DEBUG", False)
if DEBUG:
    SECRET_KEY = env.text("SECRET_KEY", "development-only-" + "x" * 50)
    ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "127.0.0.1,localhost")
    CITIZEN_ID_KEYS = env.names("CITIZEN_ID_KEYS", "ZGV2ZWxvcG1lbnQtb25seS1rZXktMDAwMDAwMDAwMDA=")
    CITIZEN_ID_HASH_KEY = env.text("CITIZEN_ID_HASH_KEY", "development-only")
else:
    SECRET_KEY = env.required("SECRET_KEY", "Make one: python deploy/make_secrets.py")
    ALLOWED_HOSTS = [
        host.strip()
        for host in env.required("ALLOWED_HOSTS", "Name the hosts, e.g. antt.xa.vn").split(",")
    ]
    CITIZEN_ID_KEYS = [
        key.strip()
        for key in env.required("CITIZEN_ID_KEYS", "Make one: python deploy/make_secrets.py").split(
            ","
        )
    ]
    CITIZEN_ID_HASH_KEY = env.required(
        "CITIZEN_ID_HASH_KEY", "Make one: python deploy/make_secrets.py"
    )

DEMO = env.boolean("DEMO", False)
HTTPS = env.boolean("HTTPS", not DEBUG)
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "commune_security.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "qsessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "auditlog",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "common",
    "documents",
    "imports",
    "members",
    "accounts",
    "programs",
    "meetings",
    "awards",
    "reports",
    "operations",
    "commune_security",
]

MIDDLEWARE = [
    "operations.middleware.ProxyMiddleware",
    "operations.middleware.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qsessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "common.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "commune_security.urls"
WSGI_APPLICATION = "commune_security.wsgi.application"
ASGI_APPLICATION = "commune_security.asgi.application"

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
                "commune_security.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database ---------------------------------------------------------------------
DATABASES = {
    "default": environ.Env.db_url_config(
        env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
    )
}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    # A fresh connection a request costs four to five times the request; keep a pool, whose
    # connections are asked before use whether their server is still there.
    _database["ENGINE"] = "operations.postgresql"
    # pgbouncer in transaction mode may give the next part of a list to another connection.
    _database["DISABLE_SERVER_SIDE_CURSORS"] = True
    _database.setdefault("OPTIONS", {})
    _database["OPTIONS"].setdefault("connect_timeout", 2)
    _database["OPTIONS"]["pool"] = {
        "min_size": 2,
        "max_size": env.integer("DATABASE_POOL", 8, least=2),
        # A page says after two seconds that the database is away, and finds it back at once.
        "timeout": 2,
        "reconnect_timeout": 2,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people who sign in -----------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "accounts:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords lock the account from that address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Sessions carry user, address and browser, so that one can see and end one's own.
SESSION_ENGINE = "qsessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
# Officers and the committee sign in with a code of their phone as well.
SECOND_FACTOR = env.boolean("SECOND_FACTOR", not DEMO)
OTP_TOTP_ISSUER = "ANTT"

# --- language, dates --------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
# The second holds what Django itself has not said in Vietnamese yet.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["commune_security.formats"]

# --- files ------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "common.assets.WheelFinder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # No URL: uploaded and issued files are only served by views that ask the door.
        "OPTIONS": {"location": env.text("FILES_DIR", str(VAR_DIR / "files")), "base_url": None},
    },
    # What was read of an upload, until it is written or dropped. Encrypted, and for nobody else to open.
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("FILES_DIR", str(VAR_DIR / "files")),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# --- mail: without a server the portal only shows its notices itself ----------------
EMAIL_URL = env.text("EMAIL_URL")
if EMAIL_URL:
    vars().update(environ.Env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "khong-tra-loi@localhost")
PORTAL_URL = env.text("PORTAL_URL", f"https://{ALLOWED_HOSTS[0]}")

# --- background work --------------------------------------------------------------
TASKS_BACKEND = env.choice("TASKS_BACKEND", "immediate", ("immediate", "database"))
TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
        }[TASKS_BACKEND]
    }
}

# --- safety -----------------------------------------------------------------------
#: a tile server for the maps, e.g. "https://tiles.antt.vn/{z}/{x}/{y}.png"; "" draws plain ground
MAP_TILES = env.text("MAP_TILES")
MAP_TILES_BY = env.text("MAP_TILES_BY")
_tiles = [f"https://{MAP_TILES.split('/')[2]}"] if MAP_TILES.startswith("https://") else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *_tiles],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
CSRF_FAILURE_VIEW = "commune_security.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Proxies whose word is taken on who asks, and whether by TLS; nobody else's is.
TRUSTED_PROXIES: list[str] = []
if env.boolean("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    TRUSTED_PROXIES = env.names("TRUSTED_PROXIES", "127.0.0.0/8,::1")

# --- operation ----------------------------------------------------------------------
#: who shows it as a bearer token reads /metrics; "" closes it
METRICS_TOKEN = env.text("METRICS_TOKEN")
#: where `manage.py backup` puts what it makes; "" where another system makes backups
BACKUP_DIR = env.text("BACKUP_DIR")
#: public keys (age) that seal backups; only the holder of the other half opens them
BACKUP_RECIPIENTS = env.names("BACKUP_RECIPIENTS")

# --- audit: every model of ours is logged; secrets show that, not what, changed ----
AUDITLOG_INCLUDE_ALL_MODELS = True
AUDITLOG_EXCLUDE_TRACKING_MODELS = (
    "qsessions",
    "otp_totp",
    "otp_static",
    "contenttypes",
    "admin",
    "axes",
    "django_tasks_database",
    "accounts.Notice",
    "imports.ImportRun",
    "reports.ReportJob",
)
AUDITLOG_EXCLUDE_TRACKING_FIELDS = (
    "citizen_id_hash",
    "citizen_id_tail",
    "last_login",
    "search",
    "signed_tree",
    "sort_key",
    "tree",
)
AUDITLOG_MASK_TRACKING_FIELDS = ("citizen_id_encrypted", "password")
AUDITLOG_MASK_CALLABLE = "common.audit.mask"
AUDITLOG_DISABLE_REMOTE_ADDR = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
