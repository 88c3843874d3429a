"""The two kinds of review."""

from reviews.process.part import Kind

SERIOUS_CASE_REVIEW = Kind(
    code="scr",
    called="Serious Case Review",
    begins="Log a notification",
    panel="Criteria Panel",
    spoken="panel",
    bodies={"ofsted": "Ofsted", "national_panel": "the National Panel"},
    forms=(1, 2),
    publishes=("whole_report",),  # every report of such a case is published as it is (SCR-24, SCR-25)
    by_criteria=True,
)

CASE_REVIEW = Kind(
    code="cr",
    called="Case Review",
    begins="Log an incident for the Case Review Subgroup",
    panel="Case Review Subgroup",
    spoken="Subgroup",
    bodies={"ofsted": "Ofsted"},
    forms=(3, 4),
    publishes=("whole_report", "executive_summary", "learning_points"),  # at the least the learning (CR-05, CR-15)
    by_criteria=False,
    clauses={
        "SCR-01": "CR-01",
        "SCR-02": "CR-01",
        "SCR-05": "CR-02",
        "SCR-06": "CR-06",
        "SCR-07": "CR-06",
        "SCR-08": "CR-03",
        "SCR-09": "CR-04",
        "SCR-10": "CR-06",
        "SCR-11": "CR-07",
        "SCR-12": "CR-07",
        "SCR-13": "CR-08",
        "SCR-14": "CR-09",
        "SCR-15": "CR-10",
        "SCR-17": "CR-11",
        "SCR-19": "CR-12",
        "SCR-20": "CR-12",
        "SCR-21": "CR-13",
        "SCR-22": "CR-13",
        "SCR-23": "CR-14",
        "SCR-25": "CR-17",
        "SCR-32": "CR-08",
        "SCR-33": "CR-04",
        "SCR-34": "CR-15",
        "FORM-01": "FORM-03",
        "FORM-02": "FORM-04",
    },
)

KINDS = {kind.code: kind for kind in (SERIOUS_CASE_REVIEW, CASE_REVIEW)}
"""By the code of the process that a case follows: `KINDS[case.process]`."""
