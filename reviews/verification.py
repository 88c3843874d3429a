"""What the reviews keep with a hash, and how it is verified."""

from __future__ import annotations

from reviews.models import PublicationRecommendation, ReportVersion
from reviews.reporting import file_hash, version_hash
from wscb.cases.verification import check_signed, verify_rows


def _check_report(row: ReportVersion) -> list[str]:
    return [] if version_hash(row.sections, file_hash(row)) == row.content_hash else ["other_content"]


verify_rows(PublicationRecommendation, check_signed)
verify_rows(ReportVersion, _check_report)
