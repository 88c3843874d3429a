"""App of the outbox."""

from django.apps import AppConfig
from django.core import checks


class MessagesConfig(AppConfig):
    """Labelled ``outbox`` because Django's own ``messages`` holds the plain label."""

    name = "wscb.messages"
    label = "outbox"
    verbose_name = "Outbox"

    def ready(self) -> None:
        """Register the trail's kinds and the start-up check."""
        from wscb.messages import trail_head_mail
        from wscb.messages.checks import queued_kinds_have_renderers
        from wscb.trail import heads
        from wscb.trail.kinds import Group, register_kinds

        register_kinds(
            {
                "mail.sent": "Sent an e-mail",
                "mail.retaken": "Took up an e-mail again whose sending was cut off",
                "mail.failed": "Gave up sending an e-mail",
                "mail.tried_again": "Had an e-mail tried again that could not be sent",
                "mail.settled": "Told the recipient of an e-mail that could not be sent in another way",
            },
            Group.SENT,
        )
        heads.when_written(trail_head_mail.send)
        checks.register(queued_kinds_have_renderers, checks.Tags.database)
