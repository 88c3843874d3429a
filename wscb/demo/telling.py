"""Plays a story through the product's own actions, with the clock held at each day of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from reviews.actions import notification, panel
from reviews.actions.notification import Involvement, Notice
from wscb import dates
from wscb.cases.actions import meetings, papers
from wscb.cases.models import Case
from wscb.cases.rules import rules_of
from wscb.demo.chair_tells import ChairTells
from wscb.demo.learning_tells import LearningTells
from wscb.demo.months_tells import MonthsTells
from wscb.demo.teller import paper

LEARNED_AFTER = 120  # days after the notification
NOTICES_BY = 4  # days after which the demo's notices of the incident have gone out

TERMS = {
    "subjects": "The children named above.",
    "scope_reason": "From the first referral to the incident.",
    "key_lines": "How did organisations share what they knew?\nHow was the child’s voice heard?\nHow were decisions supervised?",
    "organisations": "All organisations listed on the case.",
    "methodology": "Systems methodology: events with practitioners, a combined chronology, conversations with the family.",
    "proportionality": "Four organisations over two years; one event with practitioners and one lead reviewer are enough.",
    "family": "The parents and siblings are invited by the review chair.",
    "parallel": "Police investigation; the coroner has been told.",
    "timetable": "Panel meetings monthly; report after six months.",
}


class Telling(ChairTells, LearningTells, MonthsTells):
    """A whole story, told as far as it reaches."""

    def tell(self, duplicate_of: str = "") -> Case:
        """Plays the story as far as it reaches."""
        steps = {
            "notified": 0, "referred": 1, "convened": 2, "met": 3, "recommended": 4, "referred_back": 5, "decided": 6, "reconsidered": 7,
        }  # fmt: skip
        self.log()
        if self.story.reach == "closed":
            self.close(duplicate_of)
            return self.the_case
        acts = [self.refer, self.convene, self.meet, self.recommend]
        for act in acts[: steps[self.story.reach]]:
            act()
        if self.story.reach == "referred_back":
            self.refer_back()
        if steps[self.story.reach] >= steps["decided"]:
            self.decide()
            self.follow_months()
        if self.story.learns:
            self.learn(LEARNED_AFTER)
        if self.story.reach == "reconsidered":
            self.reconsider()
        self.add_notes()
        return self.the_case

    def log(self) -> None:
        """The manager logs the notification."""
        story = self.story
        with self.on(story.days_ago if story.running else 0) as day:
            received = self.day(0)
            self.case = notification.log_notification(
                by=self.cast.manager,
                on=day,
                area=self.cast.area,
                notice=Notice(
                    received_on=received,
                    received_how="secure_email",
                    referring_organisation=self.cast.organisations[story.by],
                    referrer="Duty manager",
                    authority_aware_on=received - timedelta(days=1),
                    incident_kind=story.kind,
                    incident_on=received - timedelta(days=2),
                    incident_place="Warrington",
                    incident=story.incident,
                    residence=story.residence,
                    other_board=story.other_board,
                ),
                children=story.children,
                answers=story.answers,
                organisations=[Involvement(self.cast.organisations[key]) for key in story.involved],
                running=story.running,
            )
        if story.days_ago > NOTICES_BY:
            self.notify("notify_incident_ofsted", 2)
            self.notify("notify_incident_national_panel", 3)

    def convene(self) -> None:
        """The manager convenes the panel with those who have no interest, and adds a paper."""
        meets = self.day(0) + timedelta(days=17 + self.story.slow)
        if self.story.reach != "convened":
            meets = self.day(14 + self.story.slow)
        with self.on(3, 11) as day:
            members = [one for one in self.cast.members if self.may_sit(one)]
            chair = self.cast.panel_chair if self.may_sit(self.cast.panel_chair) else self.cast.vice_chair
            meetings.convene(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                starts_at=datetime.combine(meets, time(10), tzinfo=dates.LONDON),
                place="Committee room 2, Town Hall",
                chair=chair,
                members=members,
            )
        with self.on(4, 9) as day:
            papers.add_document(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                kind="panel_paper",
                title="Summary of contacts",
                upload=paper("summary-of-contacts.txt", "What each organisation holds, by date.\n"),
            )

    def meet(self) -> None:
        """The panel met; one member sent apologies."""
        with self.on(14 + self.story.slow, 14) as day:
            meeting = meetings.current_meeting(self.the_case)
            seats = list(meeting.attendances.order_by("seat", "user__name")) if meeting else []
            presences = {seat.user: "attended" for seat in seats}
            presences[seats[-1].user] = "apologies"
            meetings.record_attendance(
                case=self.the_case,
                by=self.panel_chair,
                on=day,
                held_on=day,
                presences=presences,
                inquorate_because="The matter could not wait.",
                dissent="One member would have waited for the post-mortem." if self.story.slow else "",
            )

    def recommend(self) -> None:
        """The panel chair signs the recommendation; late ones say why."""
        story = self.story
        outcome = story.recommends or story.outcome
        after = 16 + story.slow
        late = (
            "The post-mortem report came a week later than promised."
            if after > rules_of(self.the_case).periods["panel_recommendation"].count
            else ""
        )
        with self.on(after, 12) as day:
            panel.recommend(
                case=self.the_case,
                by=self.panel_chair,
                on=day,
                outcome=outcome,
                reasons="The panel considered each limb of the criteria and the papers before it.",
                other_actions="Immediate supervision of the staff concerned.",
                departure_reasons="" if outcome == "hold" else "Not called for.",
                terms=self.terms() if outcome == "hold" and story.terms else None,
                no_terms_because="" if story.terms else "They wait for the police timetable.",
                proposal=panel.ChairProposal(
                    "Dr Ines Calder", "Has chaired nine reviews in other areas.", self.cast.organisations["hill"]
                )
                if outcome == "hold" and story.terms
                else None,
                no_chair_because="" if story.terms else "Two people have been asked.",
                delay_reasons=late,
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
        if story.days_ago > after + 1:
            with self.on(after + 1, 9):
                self.receive("receive_form_1")
        if story.conflict:
            self.pass_to_acting_chair()

    def terms(self) -> dict[str, str]:
        """Draft terms of reference over the two years before."""
        return {**TERMS, "scope_from": f"{self.day(0).year - 2}-01-01", "scope_to": self.day(0).isoformat()}

    def add_notes(self) -> None:
        """Calls and letters."""
        for text in self.story.notes:
            with self.on(5, 12) as day:
                papers.add_note(
                    case=self.the_case,
                    by=self.cast.manager,
                    on=day,
                    kind="call",
                    happened_on=day,
                    with_whom="Caller",
                    text=text,
                )
