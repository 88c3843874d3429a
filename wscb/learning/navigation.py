"""The page of open actions in the navigation."""

from wscb.people.rules import BOARD
from wscb.web.navigation import NavigationLink, add_link


def add_links() -> None:
    """Adds the open actions to the navigation of those who answer for all of them."""
    add_link(NavigationLink("Actions", "learning:actions", BOARD, order=22))
