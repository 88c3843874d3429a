"""Plays a story through the product's own actions, with the clock held at each day of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from reviews.actions import case_review, notification, panel
from reviews.actions.notification import Involvement, Notice
from wscb import dates
from wscb.cases.actions import meetings, papers
from wscb.cases.models import Case
from wscb.demo.chair_tells import ChairTells
from wscb.demo.hearing_tells import HearingTells
from wscb.demo.learning_tells import LearningTells
from wscb.demo.months_tells import MonthsTells
from wscb.demo.report_tells import ReportTells
from wscb.demo.review_tells import ReviewTells
from wscb.demo.teller import paper
from wscb.demo.working_tells import WorkingTells

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

REASONS = {
    "scr": "The panel considered each limb of the criteria and the papers before it.",
    "cr": "The Subgroup considered what there is to be learned, and the papers before it.",
}

STAGES = {
    "notified": 0, "referred": 1, "convened": 2, "met": 3, "recommended": 4, "referred_back": 4, "decided": 5, "reconsidered": 5,
    "appointing": 6, "under_review": 7, "report_submitted": 8, "completed": 9,
}  # fmt: skip


class Telling(ChairTells, ReviewTells, WorkingTells, HearingTells, LearningTells, MonthsTells, ReportTells):
    """A whole story, told as far as it reaches."""

    def tell(self, duplicate_of: str = "") -> Case:
        """Plays the story as far as it reaches; one whose case is there already begins after its referral."""
        stages = (
            self.refer, self.convene, self.meet, self.recommend, self.decide, self.appoint_leads, self.work, self.submit, self.accept,
        )  # fmt: skip
        begun = 1
        if self.case is None:
            self.log()
            begun = 0
        if self.story.reach == "closed":
            self.close(duplicate_of)
        else:
            for stage in stages[begun : STAGES[self.story.reach]]:
                stage()
        self.tell_on()
        return self.the_case

    def tell_on(self) -> None:
        """What comes after, or beside, the stages that every case goes through."""
        if self.story.reach == "referred_back":
            self.refer_back()
        if self.story.reach == "reconsidered":
            self.reconsider()
        if self.story.scrutinised:
            self.answer_scrutiny()
        if self.story.then is not None:
            closed = self.story.reach == "closed"
            found = self.the_case.followed_by.get().case if closed else self.put_to_subgroup(self.story.then)
            Telling(self.cast, self.story.then, self.today, case=found, receipts=self.receipts).tell()
        self.add_notes()

    def work(self) -> None:
        """The review is under way: its organisations are asked, its chronology grows, its report is drafted."""
        self.begin()
        self.hear()
        if self.story.busy:
            self.ask_everybody()
            self.put_together()
        else:
            self.ask_quietly()
        self.follow_months()
        if self.story.learns:
            self.learn(LEARNED_AFTER)
        if self.story.drafted:
            self.draft_report(self.story.drafted)

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
                kind=self.of_kind,
            )
        if story.days_ago > NOTICES_BY and story.process == "scr":
            self.notify("notify_incident_ofsted", 2)
            self.notify("notify_incident_national_panel", 3)

    def convene(self) -> None:
        """The manager convenes the panel with those who have no interest, and adds a paper."""
        meets = self.day(0) + timedelta(days=17 + self.story.slow)
        if self.story.reach != "convened":
            meets = self.day(14 + self.story.slow)
        with self.on(3, 11) as day:
            members = [one for one in self.cast.members if self.may_sit(one)]
            meetings.convene(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                starts_at=datetime.combine(meets, time(10), tzinfo=dates.LONDON),
                place="Committee room 2, Town Hall",
                chair=self.panel_chair,
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
        if self.story.process == "cr":
            self.consider_ofsted()

    def consider_ofsted(self) -> None:
        """The Subgroup's chair decides whether Ofsted is told of the incident; the manager tells it."""
        reasons = "" if self.story.ofsted else "Nobody was harmed by what services did or failed to do."
        with self.on(6, 11) as day:
            case_review.consider_ofsted(
                case=self.the_case, by=self.panel_chair, on=day, notify=self.story.ofsted, reasons=reasons
            )
        if self.story.ofsted:
            self.notify("notify_incident_ofsted", 9)

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
        with self.on(after, 12) as day:
            late = panel.late_recommendation(self.the_case, day)
            panel.recommend(
                case=self.the_case,
                by=self.panel_chair,
                on=day,
                outcome=outcome,
                reasons=REASONS[story.process],
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
                publication="learning_points" if outcome == "hold" and story.process == "cr" else "",
                delay_reasons="The post-mortem report came a week later than promised." if late else "",
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
        if story.days_ago > after + 1:
            with self.on(after + 1, 9):
                self.receive(self.of_kind.receipts[0])
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
