"""The demo as an app: installed by the demo's settings alone."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Adds the page that shows the mail which a board would have sent."""

    name = "wscb.demo"
    label = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        """Put the demo's mail into the pages' navigation."""
        from wscb.web.navigation import NavigationLink, add_link
        from wscb.web.rules import SIGNED_IN

        add_link(NavigationLink(text="Demo mail", url_name="demo_mail", rule=SIGNED_IN, order=99))
