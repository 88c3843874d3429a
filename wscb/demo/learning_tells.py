"""What is learned early in a story: good practice, and an improvement with actions, one done and one running late."""

from __future__ import annotations

from datetime import timedelta

from wscb.demo.teller import Teller
from wscb.learning.actions import findings, undertakings
from wscb.learning.actions.findings import Said

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
        """Raised so many days after the notification; the first action is done a fortnight later."""
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
            undertakings.add_action(
                case=case,
                by=by,
                on=day,
                finding=needed,
                what=checked,
                organisation=last,
                due_on=day + timedelta(days=60),
            )
        with self.on(after + 14, 16) as day:
            account = "The page hangs in every duty room, and is on the intranet."
            undertakings.complete_action(case=self.the_case, by=by, on=day, action=done, done_on=day, account=account)
