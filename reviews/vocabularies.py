"""The vocabularies and the rule set of reviews, read from `data/`."""

from pathlib import Path

from wscb.cases.vocabulary import rule_set, vocabularies

DATA = Path(__file__).parent / "data"

_words = vocabularies(DATA / "vocabularies.toml")

RECEIVED_HOW = _words["received_how"]
INCIDENT_KIND = _words["incident_kind"]
ANSWER = _words["answer"]
LIMB = _words["limb"]
CIRCUMSTANCE = _words["circumstance"]
WORKSHEET_RESULT = _words["worksheet_result"]
RESIDENCE = _words["residence"]
OUTCOME = _words["outcome"]
TERMS_OF_REFERENCE = _words["terms_of_reference"]

_report = vocabularies(DATA / "report.toml")

REPORT_SECTION = _report["report_section"]
REPORT_CHECKLIST = _report["report_checklist"]
CHECKLIST_ANSWER = _report["checklist_answer"]
REDACTION_GROUND = _report["redaction_ground"]
READING_EASE = _report["reading_ease"]

RULES_2013 = rule_set(DATA / "rules_2013.toml")
