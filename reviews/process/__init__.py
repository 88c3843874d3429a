"""The process tables of reviews, each read from top to bottom in a file of its own."""

from reviews.process.cr import CR
from reviews.process.scr import SCR

__all__ = ["CR", "SCR"]
