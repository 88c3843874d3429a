"""The people pages in the navigation."""

from wscb.people.rules import ADMINISTRATOR, MANAGER
from wscb.web.navigation import NavigationLink, add_link


def add_links() -> None:
    """Add the people pages to the office's navigation."""
    add_link(NavigationLink("People", "people", ADMINISTRATOR | MANAGER, order=70))
    add_link(NavigationLink("Acting Chairs", "acting_appointments", MANAGER, order=80))
