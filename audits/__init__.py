"""Case file audits, single-agency rotation, Section 11 and Section 175 returns."""
