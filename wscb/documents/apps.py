"""App of the documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Knows no case: which file belongs to which case, and who may see it, is decided above."""

    name = "wscb.documents"
    label = "documents"
    verbose_name = "Documents"
