"""App of the documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Knows no case: which file belongs to which case, and who may see it, is decided above."""

    name = "wscb.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Register the checks of a deployment: the Board's certificate and of the virus scanner's address."""
        from django.core.checks import register

        from wscb.documents.scanning import scanner_is_named
        from wscb.documents.seal_keys import seal_is_readable

        register(seal_is_readable, deploy=True)
        register(scanner_is_named, deploy=True)
