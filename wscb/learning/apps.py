"""Findings, the actions that follow from them, and who answers for those."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import AppConfig

if TYPE_CHECKING:
    from wscb.learning.reading import OwnActions


class LearningConfig(AppConfig):
    name = "wscb.learning"
    label = "learning"
    verbose_name = "Learning"

    def ready(self) -> None:
        """Registers the kinds of mail and of trail entry, what an organisation's representatives answer for, and the pages."""
        from wscb.cases.news import register_news
        from wscb.cases.pages import OwnSection, register_own
        from wscb.cases.representation import Represented, register_represented
        from wscb.cases.telling import register_not_told
        from wscb.learning import mail
        from wscb.learning.models import LearningAction
        from wscb.learning.navigation import add_links
        from wscb.trail.kinds import Group, register_kinds

        register_kinds(
            {
                "learning.actions_listed": "Read open actions of the case in the list of all",
                "learning.action_read": "Opened an action of their organisation",
                "learning.evidence_read": "Downloaded evidence of an action of their organisation",
            },
            Group.SAW,
        )
        register_kinds({"learning.exported": "Exported the actions"}, Group.EXPORTED)
        own_page = "told on its own page, with what it said before it was corrected"
        register_not_told({"learning.Finding": own_page, "learning.LearningAction": own_page})
        register_news(mail.NEWS)
        actions = Represented(LearningAction, "learning_actions", mail.tell_newcomer)
        register_represented(actions)
        register_own(actions.related, OwnSection("work/actions.html", _own_actions))
        add_links()
        self._call_things()

    def _call_things(self) -> None:
        """Says of each step about an action whose it is, and how the action stands."""
        from wscb.cases.things import register_things
        from wscb.learning.reading import actions_called

        steps = ("learning_action", "learning_agreement", "learning_settlement", "learning_check")
        register_things(actions_called, *steps)


def _own_actions(mine: Collection[UUID]) -> "OwnActions":
    """The actions of a person's organisation, today."""
    from wscb import clock
    from wscb.learning.reading import own_actions

    return own_actions(mine, on=clock.today())
