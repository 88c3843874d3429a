"""What is the same everywhere. Nothing here is secret, and nothing here reads the environment."""

from datetime import timedelta
from pathlib import Path

from wscb.settings.jobs import *

BASE_DIR = Path(__file__).resolve().parents[2]

BOARD_NAME = "Warrington Safeguarding Children Board"
BOARD_PLACE = "Warrington"
SERVICE_NAME = "WSCB case management"
CHASING_HOUR = 8  # local time (Europe/London) of the day's first chasers
UPLOAD_LIMIT_MB = 20

DEBUG = False
ROOT_URLCONF = "wscb.urls_office"
WSGI_APPLICATION = "wscb.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_structlog",
    "csp",
    "django_filters",
    "wscb.web",
    "wscb.trail",
    "wscb.keys",
    "wscb.people",
    "wscb.documents",
    "wscb.messages",
    "wscb.backup",
    "wscb.cases",
    "wscb.learning",
    "reviews",
    "audits",
    "cdop",
    "publication",
]

# Refusals stand outside the second factor and the access rules, so that what those refuse reaches the trail.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wscb.web.headers.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wscb.web.hosts.HostMiddleware",
    "wscb.web.headers.NoStoreMiddleware",
    "wscb.request_log.RequestLogMiddleware",
    "wscb.trail.middleware.TrailContextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wscb.people.sessions.SessionLimitMiddleware",
    "wscb.people.devices.KnownDeviceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wscb.trail.middleware.RefusalMiddleware",
    "wscb.web.fetch_metadata.FetchMetadataMiddleware",
    "wscb.people.mfa.SecondFactorMiddleware",
    "wscb.people.confirmation.ConfirmAtProviderMiddleware",
    "wscb.web.rules.RuleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
                "wscb.web.context.page",
                "wscb.people.context.roles",
                "wscb.people.context.session_limits",
                "wscb.people.context.signing_in",
            ],
            "builtins": ["wscb.web.templatetags.wscb"],
        },
    },
]

FORM_RENDERER = "wscb.web.forms.renderer.GovukRenderer"
CSRF_FAILURE_VIEW = "wscb.web.views.errors.csrf_failure"

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# Database: every action opens its own transaction; a refusal's trail row must outlive the 404.
ATOMIC_REQUESTS = False
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

# Signing in (allauth): e-mail and password, no self-registration; wscb.people supplies adapter and pages.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "wscb.people.passwords.ContextWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # by way of every stage of a sign-in: a second factor is still asked for
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "wscb.people.links.LinkTokens"  # noqa: S105
# By account (or known browser), by address; a signed-in person's attempts to confirm; the provider's answers.
ACCOUNT_RATE_LIMITS = {
    "login": None,  # the two that follow count what fails, and let a known browser by
    "login_failed": "5/5m/key",
    "login_failed_address": "30/5m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "provider": "30/m/ip",
    "check_document": "30/10m/ip",
}
ACCOUNT_ADAPTER = "wscb.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "wscb.people.sign_in.LoginForm",
    "reset_password": "wscb.people.sign_in.ResetPasswordForm",
    "reset_password_from_key": "wscb.people.sign_in.ResetPasswordKeyForm",
    "change_password": "wscb.people.sign_in.ChangePasswordForm",
    "reauthenticate": "wscb.people.sign_in.ReauthenticateForm",
}
MFA_ADAPTER = "wscb.people.mfa.MFAAdapter"
MFA_FORMS = {
    "authenticate": "wscb.people.sign_in.AuthenticateForm",
    "reauthenticate": "wscb.people.sign_in.MFAReauthenticateForm",
    "activate_totp": "wscb.people.sign_in.ActivateTOTPForm",
    "login_webauthn": "wscb.people.sign_in.LoginPasskeyForm",
    "authenticate_webauthn": "wscb.people.sign_in.AuthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SERVICE_NAME
MFA_REQUIRED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator enters the address, and the first password comes by it

# Links by e-mail: a first password may wait for somebody's return, a new one is asked for by who waits for it.
INVITATION_AGE = timedelta(days=3)
RESET_LINK_AGE = timedelta(hours=1)

# A browser in which somebody has signed in is known for so long; see wscb.people.throttling.
DEVICE_COOKIE_NAME = "known_device"
DEVICE_COOKIE_AGE = timedelta(days=90)

# OpenID Connect: offered where an issuer is named. `OIDC_NAME` stands on the button.
OIDC_ISSUER = ""
OIDC_CLIENT_ID = ""
OIDC_CLIENT_SECRET = ""
OIDC_NAME = "your organisation’s account"
OIDC_EMAIL_VERIFIED_CLAIM = "email_verified"

# Object permissions carry what is granted one by one, in wscb.cases' own tables. Case sight is never
# asked through has_perm, so guardian's backend is left out on purpose and its reminder silenced.
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

# Sessions end with the browser, after half an hour without activity, and after eight hours at the latest.
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=8)
SESSION_WARNING = timedelta(minutes=2)  # before the end, so long, the page offers to stay signed in
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a chaser must find the session
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no page text in cookies

# Headers
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    },
}

# Pages that do not know who asks: the request log is silent about them (GEN-18).
UNLOGGED_PATHS = ("/survey/",)

# How many proxies that we run stand before the web process: whose word about an address is taken.
TRUSTED_PROXY_COUNT = 0
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# The head of the trail, daily: signed with a key of its own (empty: derived from the master key), and sent to these addresses.
TRAIL_SIGNING_KEY = ""
TRAIL_PUBLIC_KEYS = ""  # earlier public keys whose signatures still count, separated by commas
TRAIL_HEAD_RECIPIENTS: list[str] = []

# Uploads are spooled to disk only while they are checked; what is kept is encrypted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# What belongs to no record goes by itself: how long each is kept before the hourly sweep takes it.
FORM_TOKEN_AGE = timedelta(days=30)  # a page older than this asks to be sent once more
KEPT = {
    "searches": timedelta(days=7),  # the words of a search, with the key that seals them
    "held_submissions": timedelta(days=7),  # answers sent after a session had ended, with their key
    "spent_tokens": FORM_TOKEN_AGE + timedelta(days=1),  # longer than the page that could send one again
}

# Sealing what the Board issues, and looking for viruses in what comes in: see docs/operating.md. Nothing is on by default.
SEAL_KEY_PASSWORD = ""
SEAL_ROOTS = ""  # roots of certificates that were sealed with before
TIMESTAMP_URL = ""
TIMESTAMP_ROOTS = ""
CLAMAV_ADDRESS = ""

# Static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]

# The public halves of the age keys that open back-ups; without one, none is made.
BACKUP_RECIPIENTS: list[str] = []
