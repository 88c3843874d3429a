"""Serious Case Reviews and Case Reviews: facts, process table, forms, pages."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    label = "reviews"
    verbose_name = "Reviews"

    def ready(self) -> None:
        """Puts the process table, its rule set, its actions, its mails and its forms where the spine finds them."""
        from reviews import (  # noqa: F401 - binds the spine's actions, answers facts
            bindings,
            bundle,
            forms_registry,
            occasions,
            publishing,
            reporting,
            verification,
        )
        from reviews.actions import (  # noqa: F401 - binds the reviews' own
            acceptance,
            beginning,
            case_review,
            chronology,
            chronology_imports,
            contributing,
            corrections,
            decision,
            extensions,
            interim,
            invitations,
            lessons,
            milestones,
            names,
            notices,
            notification,
            panel,
            proceedings,
            publication,
            report,
            surveys,
        )
        from reviews.news import NEWS
        from reviews.process import CR, SCR
        from reviews.vocabularies import RULES_2013, RULES_2013_CR
        from wscb.cases.news import register_news
        from wscb.cases.process.registry import register, share
        from wscb.cases.trail_kinds import register_acts
        from wscb.cases.vocabulary import register_rule_set

        for table, rules in ((SCR, RULES_2013), (CR, RULES_2013_CR)):
            register(table)
            register_acts(table)
            register_rule_set(table.code, rules)
        share(CR, SCR)
        register_news(NEWS)
        self._put_pages()

    def _put_pages(self) -> None:
        from reviews import summary, told
        from reviews.act_pages import PAGES
        from reviews.process import CR, SCR
        from reviews.process.deciding import EVERYWHERE
        from reviews.process.words import REVIEWED
        from wscb.cases.pages import Tab, register_tab
        from wscb.cases.views.acting import register_act_pages

        summary.register()
        told.register()
        for table in (SCR, CR):
            register_act_pages(table.code, PAGES)
            register_tab(table.code, Tab("Review", "reviews:review", frozenset(REVIEWED)))
            register_tab(table.code, Tab("Learning", "learning:learning", frozenset(EVERYWHERE)))
        self._put_six_months()
        self._put_working_pages()
        self._offer_chronology()
        self._offer_notifications()
        self._hear_people()

    def _put_six_months(self) -> None:
        from reviews import proceedings, six_months
        from reviews.process import CR, SCR, working
        from reviews.working_pages import WorkingPage, register_working_page
        from wscb.cases.blocking import register_blocks
        from wscb.cases.things import register_things

        register_working_page(WorkingPage("The six months", "reviews:six_months", six_months.stands))
        register_working_page(WorkingPage("Proceedings elsewhere", "reviews:proceedings", proceedings.stands))
        register_things(six_months.milestones_called, working.MILESTONE)
        register_things(proceedings.proceedings_called, working.NEWS_OF)
        for table in (SCR, CR):
            register_blocks(table.code, proceedings.blocks_of, proceedings.blocked_acts(table.code))

    def _put_working_pages(self) -> None:
        from reviews.completion import dates_confirmed, register_completion_obstacle
        from reviews.process.reporting import WITH_ORGANISATIONS
        from reviews.views import appointing, terms_versions
        from reviews.views.report import WORKING_PAGE
        from reviews.working_pages import WorkingPage, register_working_page
        from wscb.cases import informing
        from wscb.cases.things import register_things
        from wscb.learning import reading

        register_working_page(WorkingPage("Appointments", "reviews:appointments", appointing.stands))
        register_working_page(WorkingPage("Terms of reference", "reviews:terms", terms_versions.stands))
        register_working_page(
            WorkingPage("Publication and the family", "reviews:family_publication", appointing.publication_stands)
        )
        register_working_page(WorkingPage("Organisations and information", "cases:organisations", informing.stands))
        register_working_page(WorkingPage("Learning", "learning:learning", reading.stands))
        register_working_page(WORKING_PAGE)
        register_completion_obstacle(dates_confirmed)
        register_things(informing.requests_called, *WITH_ORGANISATIONS)

    def _offer_chronology(self) -> None:
        from reviews.chronology.merged import stands
        from reviews.working_pages import WorkingPage, register_working_page
        from wscb.trail.kinds import Group, register_kinds

        register_kinds({"chronology.exported": "Exported a chronology"}, Group.EXPORTED)
        register_working_page(WorkingPage("Chronology", "reviews:chronology", stands))

    def _hear_people(self) -> None:
        from reviews import contribution_mail
        from reviews.actions import surveys
        from reviews.completion import register_completion_obstacle
        from reviews.contributors import contributors_called, invited, open_invitations
        from reviews.views import contributing, own_contribution
        from reviews.working_pages import register_working_page
        from wscb.cases.letters import register_letters
        from wscb.cases.pages import OwnSection, register_draft, register_figures, register_own
        from wscb.cases.representation import register_personal
        from wscb.cases.things import register_things
        from wscb.trail.kinds import Group, register_kinds

        # Who contributes is named on no page of the case (ADR 0061): neither group stands under who has seen it.
        register_kinds({"contribution.sent": "Sent what they want to say to a review"}, Group.SENT)
        register_kinds({"contribution.read": "Opened their own page of a review"}, Group.OWN)
        register_kinds({"survey.exported": "Exported how fair reviews were found"}, Group.EXPORTED)
        register_working_page(contributing.WORKING_PAGE)
        register_completion_obstacle(open_invitations)
        register_things(contributors_called, "invitation_outcome")
        register_personal("invitations", invited)
        register_own("invitations", OwnSection("contributing/home.html", own_contribution.own_list))
        register_letters(surveys.KIND, surveys.LETTERS)
        register_letters(contribution_mail.KIND, contribution_mail.LETTERS)
        register_figures("How fair people found reviews", "reviews:fairness")
        register_draft(own_contribution.DRAFT, title="What you want to say", url=own_contribution.draft_url)

    def _offer_notifications(self) -> None:
        from reviews.views.notification_draft import KIND, page_url
        from wscb.cases.pages import register_draft, register_start
        from wscb.people.rules import MANAGER

        register_start("Log a notification", "reviews:new", MANAGER)
        register_draft(KIND, title="Notification", url=page_url)
