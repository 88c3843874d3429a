"""The spine's own short lists. Longer vocabularies that a board may change stand in the apps' data files."""

from django.db.models import TextChoices


class ClosedAs(TextChoices):
    """How a case was closed: its review completed, or without a decision on one (domain.md: logged, never lost)."""

    DUPLICATE = "duplicate", "Duplicate of another case"
    WITHDRAWN = "withdrawn", "Notification withdrawn"
    OUT_OF_AREA = "out_of_area", "Child normally lives in another area"
    CASE_REVIEW = "case_review", "Put to the Case Review Subgroup instead"
    COMPLETED = "completed", "Review completed"


WITHOUT_DECISION = (ClosedAs.DUPLICATE, ClosedAs.WITHDRAWN, ClosedAs.OUT_OF_AREA, ClosedAs.CASE_REVIEW)
"""Why a case can be closed before there is a decision on a review."""


class StepOutcome(TextChoices):
    """How a step ended: done by its act, or no longer wanted because the case moved on."""

    DONE = "done", "Done"
    SUPERSEDED = "superseded", "No longer needed"


class ClockKind(TextChoices):
    """Rows of a step's ledger."""

    EXTENDED = "extended", "Extended"
    PAUSED = "paused", "Paused"
    RESUMED = "resumed", "Resumed"


class Presence(TextChoices):
    """A panel member's part in a meeting."""

    INVITED = "invited", "Invited"
    ATTENDED = "attended", "Attended"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not attend"


class Seat(TextChoices):
    """In what capacity somebody sits at a meeting."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    CO_OPTED = "co_opted", "Co-opted"


class DecisionKind(TextChoices):
    """Entries of the decision log."""

    OUTCOME = "outcome", "Decision"
    REFERRED_BACK = "referred_back", "Referred back to the panel"
    CLOSURE = "closure", "Closed"
    RETURNED = "returned", "Report returned"
    ACCEPTED = "accepted", "Report accepted"
    EXTENDED = "extended", "Extension agreed"
    NOT_EXTENDED = "not_extended", "Extension refused"


class ConsultationKind(TextChoices):
    """Whom the Chair turned to before deciding."""

    PEER_CHALLENGE = "peer_challenge", "Peer challenge from another Board’s Chair"
    NATIONAL_PANEL = "national_panel", "National Panel of Independent Experts"


class NoticeBody(TextChoices):
    """Who has to be told."""

    OFSTED = "ofsted", "Ofsted"
    NATIONAL_PANEL = "national_panel", "National Panel of Independent Experts"
    OTHER_BOARD = "other_board", "Another Safeguarding Children Board"


class NoticeOf(TextChoices):
    """What they have to be told of."""

    INCIDENT = "incident", "the incident"
    OUTCOME = "outcome", "the Chair’s decision"
    RESIDENCE = "residence", "a child who normally lives in their area"


class NoteKind(TextChoices):
    """Correspondence added to a case by hand."""

    CALL = "call", "Telephone call"
    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail outside this system"
    MEETING = "meeting", "Conversation"
    OTHER = "other", "Other"


class PaperKind(TextChoices):
    """What a document on a case is."""

    PANEL_PAPER = "panel_paper", "Paper for the panel"
    NOTICE_COPY = "notice_copy", "Copy of a notice sent"
    INFORMATION = "information", "Information from an organisation"
    TERMS_OF_REFERENCE = "terms_of_reference", "Terms of reference"
    ADVICE = "advice", "Advice taken"
    FORM = "form", "Completed form"
    REPORT = "report", "Report of the review"
    CHRONOLOGY = "chronology", "Chronology as it was sent"
    OTHER = "other", "Other document"


OF_THE_RECORD = (PaperKind.FORM, PaperKind.NOTICE_COPY, PaperKind.REPORT, PaperKind.CHRONOLOGY)
"""What nobody adds or strikes out by itself: the product made it, or it belongs to what was recorded with it."""


class EditionState(TextChoices):
    """The life of a form's edition: a row first, a PDF when the worker has rendered it."""

    WAITING = "waiting", "Being prepared"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be prepared"


class SealDelay(TextChoices):
    """Why an edition that was rendered could not be sealed yet: the codes of `wscb.documents.pdf_seal.NotSealed`."""

    TIME_STAMP = "time_stamp", "The time-stamp authority gives no time stamp."
    CERTIFICATE = "certificate", "The Board’s certificate does not serve for sealing."


class Engagement(TextChoices):
    """How far an involved organisation takes part in the work on a case (SCR-19)."""

    IDENTIFIED = "identified", "Identified"
    INVITED = "invited", "Invited"
    ENGAGED = "engaged", "Engaged"
    DECLINED = "declined", "Declined"


class InformationKind(TextChoices):
    """What an organisation is asked for in writing (SCR-05, SCR-20)."""

    BRIEF = "brief", "Brief information"
    AGENCY_REPORT = "agency_report", "Agency report"
    CHRONOLOGY = "chronology", "Chronology"
    OTHER = "other", "Other written information"


class RequestState(TextChoices):
    """With whom a request for information lies."""

    ASKED = "asked", "With the organisation"
    SENT_BACK = "sent_back", "Sent back"
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    CLOSED = "closed", "Closed unanswered"
