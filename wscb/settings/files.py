"""Where files are kept, given the data directory and how static files are named."""

from pathlib import Path

STATIC_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def storages(*, data_dir: Path, static: str) -> dict[str, dict[str, object]]:
    """Django's STORAGES. `cases` holds encrypted files and is never served by the web server."""
    private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data_dir / "files"), **private},
        },
        "cases": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data_dir / "files" / "cases"), "base_url": None, **private},
        },
        "staticfiles": {"BACKEND": static},
    }
