"""Findings, and the actions that follow from them."""

from wscb.learning.models.findings import Finding, FindingCorrection
from wscb.learning.models.undertakings import LearningAction

__all__ = ["Finding", "FindingCorrection", "LearningAction"]
