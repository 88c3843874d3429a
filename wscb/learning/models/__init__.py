"""Findings, the actions that follow from them, and what was said of those."""

from wscb.learning.models.findings import Finding, FindingCorrection
from wscb.learning.models.record import ActionRecord
from wscb.learning.models.undertakings import LearningAction

__all__ = ["ActionRecord", "Finding", "FindingCorrection", "LearningAction"]
