"""Serious Case Reviews and Case Reviews: facts, process table, forms, pages."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    label = "reviews"
    verbose_name = "Reviews"

    def ready(self) -> None:
        """Puts the process table, its rule set, its actions, its mails and its forms where the spine finds them."""
        from reviews import bindings, bundle, forms_registry  # noqa: F401 - binds the spine's actions
        from reviews.actions import beginning, corrections, decision, notices, notification, panel  # noqa: F401 - binds the reviews' own
        from reviews.news import NEWS
        from reviews.process import SCR
        from reviews.vocabularies import RULES_2013
        from wscb.cases.news import register_news
        from wscb.cases.process.registry import register
        from wscb.cases.trail_kinds import register_acts
        from wscb.cases.vocabulary import register_rule_set

        register(SCR)
        register_acts(SCR)
        register_rule_set(SCR.code, RULES_2013)
        register_news(NEWS)
        self._put_pages()

    def _put_pages(self) -> None:
        from reviews import summary
        from reviews.act_pages import PAGES
        from reviews.process import SCR
        from reviews.process.words import REVIEWED
        from wscb.cases.pages import Tab, register_tab
        from wscb.cases.views.acting import register_act_pages

        register_act_pages(SCR.code, PAGES)
        summary.register()
        register_tab(SCR.code, Tab("Review", "reviews:review", frozenset(REVIEWED)))
        self._put_working_pages()
        self._offer_notifications()

    def _put_working_pages(self) -> None:
        from reviews.working_pages import WorkingPage, register_working_page
        from wscb.cases import informing

        register_working_page(WorkingPage("Organisations and information", "cases:organisations", informing.stands))

    def _offer_notifications(self) -> None:
        from reviews.views.notification_draft import KIND, page_url
        from wscb.cases.pages import register_draft, register_start
        from wscb.people.rules import MANAGER

        register_start("Log a notification", "reviews:new", MANAGER)
        register_draft(KIND, title="Notification", url=page_url)
