"""Kinds of trail entry that the spine writes beside the acts of the process tables, which are registered from the tables."""

from wscb.cases.process.table import Process
from wscb.trail.kinds import Group, register_kinds

_KINDS = {
    Group.SAW: {
        "case.read": "Opened the case",
        "information.read": "Opened a request to an organisation",
        "trail.person_read": "Looked at what a person did and saw",
        "changes.read": "Looked at what was changed in the records of a person or an organisation",
        "emergency.read": "Read what was seen in an emergency",
    },
    Group.DOWNLOADED: {
        "case.document_read": "Downloaded a document",
        "information.file_read": "Downloaded a file of an organisation’s own",
    },
    Group.EXPORTED: {
        "case.exported": "Exported a case",
        "figures.exported": "Exported the Board’s figures",
        "trail.case_exported": "Exported who has seen the case",
        "trail.person_exported": "Exported what a person did and saw",
    },
    Group.SEARCHED: {
        "case.searched": "Searched the cases",
        "case.found": "Found the case by a search",
    },
    Group.SENT: {
        "step.chased": "Sent a reminder or chaser",
        "duty.reminded": "Sent a reminder of a duty beside the cases",
    },
    Group.DID: {
        "step.nobody_to_chase": "Found nobody to remind",
        "step.asked_again": "Asked for somebody in the place of one whose appointment ran out",
        "step.date_repaired": "Computed a due date afresh",
        "form.issued": "Issued a form",
        "form.failed": "Could not prepare a form",
        "form.seal_delayed": "Could not seal a form yet",
        "signatures.sound": "Verified everything signed and stored, and found that it matches",
        "signatures.unsound": "Verified everything signed and stored, and found what does not match",
        "emergency.opened": "Opened a case in an emergency",
        "emergency.not_opened": "Asked for a case in an emergency that could not be opened",
        "emergency.ended": "Ended an emergency access",
        "case.stood_down": "Ended the parts of a person who left, moved or has an interest",
        "case.conflict_possible": "Found an interest of somebody in office",
        "calendar.made": "Made an address for their calendar",
        "calendar.revoked": "Ended the address of their calendar",
        "grant.given": "Gave sight of a case",
        "grant.ended": "Ended sight of a case",
        "grant.swept": "Removed a permission that had run out",
    },
}


def register() -> None:
    """Makes the spine's own kinds known."""
    for group, kinds in _KINDS.items():
        register_kinds(kinds, group)


def register_acts(process: Process) -> None:
    """Makes every act of a table a kind of trail entry, in the table's own words."""
    register_kinds({f"{process.code}.{act.code}": act.title for act in process.acts})
