"""What is to be published of a review's report: which choices there are, what was recommended, what was decided (CR-05, CR-15, SCR-24).

Of a Serious Case Review the whole report is published; nothing is chosen (framework, sections 3.3 and 4.1). Of a Case Review the
Subgroup recommends and the Chair decides, at the least on the learning (section 3.3). Which holds is said once, in `Kind.publishes`.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviews.models import PublicationDecision, PublicationRecommendation
from reviews.process.kinds import KINDS
from reviews.reporting import latest_report
from wscb.cases.models import Case
from wscb.cases.process.registry import fact

WHOLE = "whole_report"


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What publishing the whole report would mean for any child or vulnerable adult: two answers, each with what it rests on."""

    identified: bool
    identified_because: str
    harmed: bool
    harmed_because: str

    @property
    def bars_whole(self) -> bool:
        """Whether the whole report cannot be published."""
        return self.identified or self.harmed


def chooses(case: Case) -> bool:
    """Whether it is chosen at all what is published of this case's report."""
    return KINDS[case.process].chooses_publication


def provisional_choice(case: Case) -> str:
    """What the Subgroup recommended at commissioning, as a code of the vocabulary `publication`; empty where it said nothing."""
    signed = case.recommendations.filter(superseded_by__isnull=True).first()
    return str(signed.content.get("publication", "")) if signed else ""


def recommended(case: Case) -> PublicationRecommendation | None:
    """What was recommended last on the version of the report that stands; None before that."""
    report = latest_report(case)
    if report is None:
        return None
    standing = report.publication_recommendations.filter(superseded_by__isnull=True)
    found = standing.select_related("signed_by").first()
    if found is not None:
        found.case = case
    return found


def bars_whole(found: PublicationRecommendation) -> bool:
    """Whether its assessment says that a child could be identified or harmed: the whole report is then not published (CR-15)."""
    return found.identified or found.harmed


def to_be_published(case: Case) -> str:
    """What is to be published, for whoever publishes it: a code of the vocabulary `publication`; empty before it is decided."""
    if not chooses(case):
        (always,) = KINDS[case.process].publishes
        return always
    decided = PublicationDecision.objects.filter(case=case).first()
    return decided.choice if decided else ""


@fact("cr.publication_recommended")
def publication_recommended(case: Case) -> bool:
    """Whether the Subgroup recommended what to publish, for the version that stands."""
    return recommended(case) is not None
