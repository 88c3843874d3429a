"""The facts of a Serious Case Review that the spine does not hold."""

from reviews.models.appointing import NamesAdvice, NamesNotice, PublicationDiscussion
from reviews.models.review import Review
from reviews.models.worksheet import Worksheet

__all__ = ["NamesAdvice", "NamesNotice", "PublicationDiscussion", "Review", "Worksheet"]
