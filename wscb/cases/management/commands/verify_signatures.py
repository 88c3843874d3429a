"""``manage.py verify_signatures``: does everything signed and stored still match what was recorded?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb import clock
from wscb.cases.verification import verify
from wscb.cases.verifying import conclude


class Command(BaseCommand):
    """Compute every hash and look at every seal; exit 1 where something does not match. The result goes to the trail."""

    help = "Verify content hashes of what was signed, stored files, and the Board's seal on forms; name what does not match."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each fault with its case, then how much was looked at. Raises CommandError with a fault."""
        found = verify()
        conclude(found, now=clock.now())
        for fault in found.faults:
            self.stdout.write(f"{fault.reference or '-'}  {fault.kind}  {fault.pk}  {', '.join(fault.codes)}")
        for kind, count in sorted(found.looked_at.items()):
            self.stdout.write(f"{kind}: {count} looked at")
        if found.disposed:
            self.stdout.write(f"{found.disposed} could not be looked at, since the key of their case was destroyed.")
        if not found.is_sound:
            raise CommandError(f"{len(found.faults)} do not match what was recorded.")
        self.stdout.write("Everything matches what was recorded.")
