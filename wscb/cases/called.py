"""How roles are called on a case."""

from wscb.cases.process import Process
from wscb.people.models import Role


def role_called(table: Process, role: str) -> str:
    """A role in the words of the case's process: the panel's chair may be the Subgroup's."""
    return table.in_its_words(str(Role(role).label))
