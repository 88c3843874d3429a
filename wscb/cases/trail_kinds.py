"""Kinds of trail entry that the spine writes beside the acts of the process tables, which are registered from the tables."""

from wscb.cases.process.table import Process
from wscb.trail.kinds import register_kinds


def register() -> None:
    """Makes the spine's own kinds known."""
    register_kinds(
        {
            "case.read": "Opened the case",
            "case.document_read": "Downloaded a document",
            "case.exported": "Exported a case",
            "case.searched": "Searched the cases",
            "step.chased": "Sent a reminder or chaser",
            "step.nobody_to_chase": "Found nobody to remind",
            "step.asked_again": "Asked for somebody in the place of one whose appointment ran out",
            "step.date_repaired": "Computed a due date afresh",
            "information.read": "Opened a request to an organisation",
            "information.file_read": "Downloaded a file of an organisation’s own",
            "form.issued": "Issued a form",
            "form.failed": "Could not prepare a form",
            "form.seal_delayed": "Could not seal a form yet",
            "signatures.sound": "Verified everything signed and stored, and found that it matches",
            "signatures.unsound": "Verified everything signed and stored, and found what does not match",
            "calendar.made": "Made an address for their calendar",
            "calendar.revoked": "Ended the address of their calendar",
            "figures.exported": "Exported the Board’s figures",
            "emergency.opened": "Opened a case in an emergency",
            "emergency.not_opened": "Asked for a case in an emergency that could not be opened",
            "emergency.ended": "Ended an emergency access",
            "emergency.read": "Read what was seen in an emergency",
            "case.stood_down": "Ended the parts of a person who left, moved or has an interest",
            "case.conflict_possible": "Found an interest of somebody in office",
            "duty.reminded": "Sent a reminder of a duty beside the cases",
            "grant.given": "Gave sight of a case",
            "grant.ended": "Ended sight of a case",
            "grant.swept": "Removed a permission that had run out",
        }
    )


def register_acts(process: Process) -> None:
    """Makes every act of a table a kind of trail entry, in the table's own words."""
    register_kinds({f"{process.code}.{act.code}": act.title for act in process.acts})
