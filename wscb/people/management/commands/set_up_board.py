"""Prepares a new installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from wscb import clock
from wscb.people.actions.founding import found_board
from wscb.people.errors import Refused
from wscb.people.invitation import invite
from wscb.trail.record import SYSTEM


class Command(BaseCommand):
    help = "Creates areas, panels and the first system administrator, and sends that person a link to set a password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who the first administrator is."""
        parser.add_argument("email", help="the first system administrator’s e-mail address")
        parser.add_argument("name", help="and name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when there is an administrator already, or the address cannot be one."""
        try:
            validate_email(options["email"])
            user = found_board(
                administrator_email=options["email"], administrator_name=options["name"], on=clock.today()
            )
        except ValidationError:
            raise CommandError("Enter an e-mail address such as name@example.gov.uk.") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        invite(user, by=SYSTEM)
        self.stdout.write("The board is set up. A link to set the first password is on its way.")
