"""The anonymous survey of how fair people found a review: links that work once, and counts of answers (GEN-18).

No row holds one person's answers: each answer raises a count, so that neither order nor moment nor the other answers can lead to
anybody. No row names a person or a case.
"""

import uuid
from typing import ClassVar

from django.db import models

from wscb.people.models import Area


class SurveyLink(models.Model):
    """A link that has not been used yet, as the hash of its secret part. It goes when it is used, or when its time is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    survey = models.CharField(max_length=20)
    last_day = models.DateField()

    privacy: ClassVar[dict[str, str]] = dict.fromkeys(["id", "token_hash", "area", "survey", "last_day"], "plain")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "Link to a survey"


class SurveyCount(models.Model):
    """How often one answer was given to one question of an edition of the survey in an area in one year of the Board (from 1 April)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    survey = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "area", "survey", "year", "question", "answer", "count"], "plain"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["area", "survey", "year", "question", "answer"], name="survey_counts_each_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer} in {self.year}"
