"""What is learned early in a story: good practice, and an improvement with actions that stand at every point of their way."""

from __future__ import annotations

from datetime import date, timedelta

from wscb import clock
from wscb.demo.teller import Teller, paper
from wscb.learning.actions import agreeing, closing, findings, undertakings
from wscb.learning.actions.findings import Said
from wscb.learning.models import Finding, LearningAction
from wscb.people.models import User

GOOD = {
    "kind": "good_practice",
    "stage": "early",
    "theme": "voice_of_child",
    "statement": "The school nurse wrote down what the child said, in the child’s own words, and passed it on the same day.",
    "evidence": "The nurse’s record, and the duty team’s log of the call.",
}
NEEDED = {
    "kind": "improvement",
    "stage": "early",
    "theme": "information_sharing",
    "statement": "Duty teams could not reach one another at night, and what one of them knew was told the next week.",
    "evidence": "Logs of three duty teams; talks with two of those on call.",
}


class LearningTells(Teller):
    """What the manager puts on record while the review goes on."""

    def learn(self, after: int) -> None:
        """Raised so many days after the notification; the first action is done a fortnight later, and closed a week after that."""
        involved = [self.cast.organisations[key] for key in self.story.involved]
        by, first, last = self.cast.manager, involved[0], involved[-1]
        with self.on(after, 10) as day:
            case = self.the_case
            findings.raise_finding(case=case, by=by, on=day, said=Said(**GOOD, organisations=[last]))
            needed = findings.raise_finding(case=case, by=by, on=day, said=Said(**NEEDED, organisations=involved))
            told = "Put the night numbers of all duty teams on one page, and give it to every team."
            checked = "Check in supervision that calls at night are passed on before the shift ends."
            done = undertakings.add_action(
                case=case, by=by, on=day, finding=needed, what=told, organisation=first, due_on=day + timedelta(days=21)
            )
            late = undertakings.add_action(
                case=case,
                by=by,
                on=day,
                finding=needed,
                what=checked,
                organisation=last,
                due_on=day + timedelta(days=60),
            )
        with self.on(after + 5, 11) as day:
            for action in (done, late):
                agreeing.agree_action(
                    case=self.the_case,
                    by=by,
                    on=day,
                    action=action,
                    agreed_on=day,
                    how="At the meeting of the Learning and Improvement subgroup.",
                    said_by=f"The head of safeguarding of {action.organisation.name}",
                )
        with self.on(after + 14, 16) as day:
            account = "The page hangs in every duty room, and is on the intranet."
            undertakings.complete_action(case=self.the_case, by=by, on=day, action=done, done_on=day, account=account)
        with self.on(after + 21, 12) as day:
            closing.close_action(
                case=self.the_case, by=by, on=day, action=done, note="Seen in two duty rooms. Thank you."
            )
        answers = self.cast.answering["hospital"]
        if self.the_case.representatives.filter(user=answers, ended_on__isnull=True).exists():
            self._agree_with(answers, needed, after + 40)

    def _agree_with(self, answers: User, needed: Finding, after: int) -> None:
        """What the hospital has of it: agreed to, not agreed to, reported with evidence, sent back, and still to be answered."""
        with self.on(after, 9) as day:
            agreed, refused, reported, returned = [
                self._give(needed, what, day + timedelta(days=40))
                for what in (
                    "Have the ward managers ring the duty social worker at each handover for a month, and count what comes of it.",
                    "Give every ward a social worker of its own at night.",
                    "Teach the night staff of the children’s ward whom to ring, and keep a list of who was taught.",
                    "Write into the discharge letter who was told at night, and when.",
                )
            ]
        with self.on(after + 4, 15) as day:
            for action in (agreed, reported, returned):
                agreeing.agree_action(case=self.the_case, by=answers, on=day, action=action)
            agreeing.decline_action(
                case=self.the_case,
                by=answers,
                on=day,
                action=refused,
                because="The hospital does not employ social workers, and cannot be bound to do so.",
                what="Name one nurse on each night shift who speaks with the duty social worker.",
                due_on=day + timedelta(days=45),
            )
        with self.on(after + 8, 14) as day:
            undertakings.complete_action(
                case=self.the_case,
                by=answers,
                on=day,
                action=reported,
                done_on=day,
                account="All night staff of the ward were taught; the list is enclosed.",
                upload=paper("taught.txt", "Taught in the first week: 14 of 14.\n"),
            )
            account = "The letter has a line for it."
            undertakings.complete_action(
                case=self.the_case, by=answers, on=day, action=returned, done_on=day, account=account
            )
        with self.on(after + 11, 10) as day:
            missing = "Please say from when the line is in use, and enclose a letter without the patient’s details."
            closing.return_action(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                action=returned,
                missing=missing,
                due_on=day + timedelta(days=21),
            )
        with self.on(after + 12, 9) as day:
            self._give(needed, "Test the night numbers once a quarter.", day + timedelta(days=60))

    def _give(self, finding: Finding, what: str, due_on: date) -> LearningAction:
        hospital = self.cast.organisations["hospital"]
        return undertakings.add_action(
            case=self.the_case,
            by=self.cast.manager,
            on=clock.today(),
            finding=finding,
            what=what,
            organisation=hospital,
            due_on=due_on,
        )
