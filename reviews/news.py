"""What people are told by e-mail about a review; each line one kind of mail. Names never stand here.

A line that begins with "cr_" is that of a Case Review, where it says something else.
"""

from wscb.cases.news import News

NEWS = {
    "logged": News(
        "Notification logged: case {reference}",
        "A notification has been logged as case {reference}. As Board Chair you are asked to refer it to the Criteria Panel, "
        "or to close it with reasons.",
    ),
    "coming": News(
        "Notification logged: case {reference}",
        "A notification has been logged as case {reference} and is with the Board Chair. Its dates stand in your work; "
        "you can open the case once it is referred to the panel.",
        limited=True,
    ),
    "referred": News(
        "Referred to the Criteria Panel: case {reference}",
        "The Board Chair has referred case {reference} to the Criteria Panel, which is now to be convened.",
    ),
    "lateness_reasons": News(
        "Reasons for delay: case {reference}",
        "The three weeks for the panel’s recommendation on case {reference} have passed. Its reasons are referred to you and "
        "stand on the case.",
    ),
    "recommended": News(
        "Recommendation made: case {reference}",
        "The Criteria Panel has made its recommendation on case {reference}. The decision is yours.",
    ),
    "recommendation_signed": News(
        "Recommendation signed: case {reference}",
        "The panel chair has signed the recommendation on case {reference}. Form 1 is being prepared for you.",
    ),
    "scr_form_1_arrived": News(
        "Form 1 has arrived: case {reference}",
        "Form 1, the panel’s recommendation on case {reference}, is ready on the case. Record its receipt.",
    ),
    "scr_form_2_arrived": News(
        "Form 2 has arrived: case {reference}",
        "Form 2, the Board Chair’s decision on case {reference}, is ready on the case. Record its receipt.",
    ),
    "scr_bundle_arrived": News(
        "The decision bundle is ready: case {reference}",
        "The decision bundle of case {reference} that was asked for is ready among its documents.",
    ),
    "form_delayed": News(
        "A document waits for its seal: case {reference}",
        "A document of case {reference} has been prepared and cannot be sealed yet. What it waits for stands on the case. It is tried "
        "again by itself; tell your administrator if it lasts.",
        page="documents",
    ),
    "referred_back": News(
        "Referred back to the panel: case {reference}",
        "The Board Chair has questions on the recommendation on case {reference}. They stand on the case. The month for the "
        "decision runs on.",
    ),
    "decided": News(
        "Decision made: case {reference}",
        "The Board Chair has decided on case {reference}. Ofsted and the National Panel are now to be told.",
    ),
    "closed": News(
        "Closed: case {reference}",
        "The Board Chair has closed case {reference} without a decision; the reasons stand on it.",
    ),
    "child_died": News(
        "New facts: case {reference}",
        "New facts have been recorded on case {reference} which you need to read. Its first clock runs on.",
    ),
    "interest_recorded": News(
        "Interest recorded: case {reference}",
        "Somebody’s interest in case {reference} has been recorded. They can no longer open it. If they had a seat on its panel, "
        "check that the panel is still complete. If they are the Board Chair, record an acting Chair for the case.",
    ),
    "stood_down": News(
        "Somebody has left case {reference}",
        "Somebody who had a part in case {reference} has left, has moved to another organisation or has declared an interest. What they "
        "can no longer do has ended. Check that the panel is complete, and that every organisation has somebody who answers for it.",
        page="people",
    ),
    "conflict_possible": News(
        "An interest to look at: case {reference}",
        "Somebody with an office in case {reference} has declared an interest in an organisation that is involved in it. If it is an "
        "interest in the case, record it there: they can then no longer open it. If they are the Board Chair, record an acting Chair.",
        page="people",
    ),
    "emergency_opened": News(
        "Opened in an emergency: case {reference}",
        "A system administrator has opened case {reference} in an emergency, to read it for a few hours. Who, why and until when "
        "stands on the case, where you can end it at once.",
    ),
    "emergency_ended": News(
        "Emergency access ended: case {reference}",
        "The emergency access to case {reference} has been ended before its time. What was seen stands on its page.",
    ),
    "independence_in_question": News(
        "An appointment is in question: case {reference}",
        "An organisation has been added to case {reference}, and somebody appointed in the review is no longer independent of "
        "those involved. The Board Chair has to settle it.",
    ),
    "acting_chair_named": News(
        "You act as Chair: case {reference}",
        "The Board has named you to act as its Chair for case {reference}, because the Chair has a conflict of interest. You see "
        "this case and what is owed on it; the decision is yours.",
    ),
    "information_received": News(
        "Information received: case {reference}",
        "An organisation has sent what it was asked for on case {reference}. Its quality is now to be checked.",
    ),
    "more_time_asked": News(
        "More time asked for: case {reference}",
        "An organisation asks for more time to answer a request on case {reference}. The answer is yours.",
    ),
    "representative_changed": News(
        "Another representative: case {reference}",
        "The representative of an organisation in case {reference} has handed over to a colleague.",
    ),
    "report_submitted": News(
        "Report submitted: case {reference}",
        "The report of the review on case {reference} has been submitted to the Board. Confirm its quality checklist, then accept "
        "the report or return it.",
    ),
    "report_returned": News(
        "Report returned: case {reference}",
        "The Board Chair has returned the report on case {reference}. What is missing stands on the case. The date for completion "
        "runs on.",
    ),
    "terms_of_reference_arrived": News(
        "Terms of reference are ready: case {reference}",
        "The terms of reference that were agreed on case {reference} are ready as a document on the case.",
    ),
    "report_accepted": News(
        "Report accepted: case {reference}",
        "The Board has accepted the report on case {reference}, which completes the review. The Council and the Board’s partners are "
        "now to be advised of its lessons.",
    ),
    "contribution_sent": News(
        "Contribution sent: case {reference}",
        "Somebody who was invited to contribute to the review of case {reference} has sent what they want to say. You can read it there.",
    ),
    "extension_asked": News(
        "More time is asked for: case {reference}",
        "The review on case {reference} cannot be completed in time, and an extension is asked for. The answer is yours.",
    ),
    "extension_answered": News(
        "Extension answered: case {reference}",
        "The Board Chair has answered the request for more time for the review on case {reference}. The answer stands on the case.",
    ),
    "put_to_subgroup": News(
        "Put to the Case Review Subgroup: case {reference}",
        "The Board Chair has put a case to the Case Review Subgroup, as case {reference}. Children, notification and organisations "
        "have been carried over. The Subgroup is now to be convened.",
    ),
    "cr_logged": News(
        "Incident logged for the Case Review Subgroup: case {reference}",
        "An incident has been logged as case {reference}. As Board Chair you are asked to refer it to the Case Review Subgroup, or "
        "to close it with reasons.",
    ),
    "cr_coming": News(
        "Incident logged for the Case Review Subgroup: case {reference}",
        "An incident has been logged as case {reference} and is with the Board Chair. Its dates stand in your work; you can open the "
        "case once it is referred to the Subgroup.",
        limited=True,
    ),
    "cr_referred": News(
        "Referred to the Case Review Subgroup: case {reference}",
        "The Board Chair has referred case {reference} to the Case Review Subgroup, which is now to be convened.",
    ),
    "cr_recommended": News(
        "Recommendation made: case {reference}",
        "The Case Review Subgroup has made its recommendation on case {reference}. The decision is yours.",
    ),
    "cr_recommendation_signed": News(
        "Recommendation signed: case {reference}",
        "The chair of the Subgroup has signed the recommendation on case {reference}. Form 3 is being prepared for you.",
    ),
    "cr_form_3_arrived": News(
        "Form 3 has arrived: case {reference}",
        "Form 3, the Subgroup’s recommendation on case {reference}, is ready on the case. Record its receipt.",
    ),
    "cr_form_4_arrived": News(
        "Form 4 has arrived: case {reference}",
        "Form 4, the Board Chair’s decision on case {reference}, is ready on the case. Record its receipt.",
    ),
    "cr_referred_back": News(
        "Referred back to the Subgroup: case {reference}",
        "The Board Chair has questions on the recommendation on case {reference}. They stand on the case. The month for the "
        "decision runs on.",
    ),
    "publication_wanted": News(
        "Recommend what to publish: case {reference}",
        "The report of the review on case {reference} has been submitted to the Board. The Subgroup is now to recommend what is to be "
        "published of it, with what publishing it would mean for any child.",
    ),
    "publication_recommended": News(
        "Publication recommended: case {reference}",
        "The Subgroup has recommended what is to be published of the report on case {reference}. You decide it when you accept the "
        "report.",
    ),
    "cr_decided": News(
        "Decision made: case {reference}",
        "The Board Chair has decided on case {reference}. Ofsted is now to be told.",
    ),
}
