"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and what they are entitled to."""

    name = "wscb.people"

    def ready(self) -> None:
        """Register the trail's kinds, the rules of allauth's pages, navigation, and the sign-in receivers."""
        from wscb.people import signals
        from wscb.people.navigation import add_links
        from wscb.people.third_party import THIRD_PARTY_RULES
        from wscb.people.trail_kinds import KINDS, SENT, SIGNING_IN
        from wscb.trail.kinds import Group, register_kinds
        from wscb.web.rules import declare_for_others

        register_kinds(KINDS)
        register_kinds(SENT, Group.SENT)
        register_kinds(SIGNING_IN, Group.SIGNED_IN)
        declare_for_others(THIRD_PARTY_RULES)
        add_links()
        signals.connect()
