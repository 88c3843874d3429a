"""The vocabularies and the rule set of reviews, read from `data/`."""

from dataclasses import replace
from pathlib import Path

from reviews.process import CR
from wscb.cases.vocabulary import RuleSet, rule_set, vocabularies

DATA = Path(__file__).parent / "data"

_words = vocabularies(DATA / "vocabularies.toml")

RECEIVED_HOW = _words["received_how"]
INCIDENT_KIND = _words["incident_kind"]
INCIDENT_KINDS = {"scr": ("death", "serious_harm"), "cr": ("death", "serious_harm", "other")}
"""By the code of the process: what an incident may be. A Case Review may follow one in which no child was seriously harmed (CR-01)."""

ANSWER = _words["answer"]
LIMB = _words["limb"]
CIRCUMSTANCE = _words["circumstance"]
WORKSHEET_RESULT = _words["worksheet_result"]
RESIDENCE = _words["residence"]
OUTCOME = _words["outcome"]
OUTCOMES = {"scr": OUTCOME, "cr": _words["case_review_outcome"]}
"""By the code of the process: how the outcomes of its recommendations and decisions read."""

PUBLICATION = _words["publication"]
TERMS_OF_REFERENCE = _words["terms_of_reference"]

_report = vocabularies(DATA / "report.toml")

REPORT_SECTION = _report["report_section"]
REPORT_CHECKLIST = _report["report_checklist"]
CHECKLIST_ANSWER = _report["checklist_answer"]
REDACTION_GROUND = _report["redaction_ground"]
READING_EASE = _report["reading_ease"]

_contributing = vocabularies(DATA / "contributing.toml")

INVITED_HOW = _contributing["invited_how"]
CONTRIBUTED_HOW = _contributing["contributed_how"]
ASKED = _contributing["asked"]

_working = vocabularies(DATA / "working.toml")

PROCEEDINGS = _working["proceedings"]
PROCEEDINGS_STATUS = _working["proceedings_status"]
BLOCKS = _working["blocks"]
BLOCKED_ACT = _working["blocked_act"]
MILESTONE = _working["milestone"]
MILESTONE_SHARE = _working["milestone_share"]
EXTENSION_REASON = _working["extension_reason"]

RULES_2013 = rule_set(DATA / "rules_2013.toml")


def _with_its_own(shared: RuleSet, own: RuleSet) -> RuleSet:
    """The rules of Case Reviews: their own, and the shared ones for the other steps of their table."""
    rest = {step.code for step in CR.steps if step.code not in own.periods}
    periods = {code: period for code, period in shared.periods.items() if code in rest}
    targets = own.own_targets | (shared.own_targets & rest)
    return replace(
        own, periods={**periods, **own.periods}, own_targets=targets, figures={**shared.figures, **own.figures}
    )


RULES_2013_CR = _with_its_own(RULES_2013, rule_set(DATA / "rules_2013_cr.toml"))
