"""The part of a story in which professionals and family are heard; all names and words are invented.

Begin the review first. Without it the report is not accepted: the review would have asked nobody of the family.
"""

from __future__ import annotations

from typing import Any

from reviews.actions import contributing, invitations
from reviews.vocabularies import ASKED
from wscb.demo.teller import Teller


class HearingTells(Teller):
    """Who is invited to contribute, and what they say."""

    def hear_people(self, after: int) -> None:
        """An aunt is heard in a meeting; a health visitor and a youth worker are invited to pages of their own."""
        self.hear_family(after)
        self.hear_professionals(after)

    def hear_family(self, after: int) -> None:
        """The aunt, the only one of the family who can be asked, comes with a friend."""
        with self.on(after, 10) as day:
            common: dict[str, Any] = {"case": self.the_case, "by": self.cast.manager, "on": day}
            aunt = contributing.identify_family(**common, name="Wren Talbot", relationship="The child’s aunt")
            invitations.invite_contributor(
                **common,
                person=aunt,
                invited_on=day,
                invited_how="in_person",
                invited_by_name=self.cast.manager.name,
                supported_how="A friend comes with her. We meet at the family centre, not at the Town Hall.",
                asked=ASKED.label("family"),
            )
        with self.on(after + 6, 14) as day:
            common = {"case": self.the_case, "by": self.cast.manager, "on": day}
            invitations.record_contribution(
                **common,
                person=aunt,
                how="meeting",
                given_on=day,
                of_help="The nursery always rang. Others changed so often that she told the story anew each time.",
                views="She would like the report to say that there was laughter, too.",
            )
            invitations.record_outcome(
                **common,
                person=aunt,
                outcome="contributed",
                expectations="She knows that nobody is named, and that she reads the report a week before it is published.",
            )

    def hear_professionals(self, after: int) -> None:
        """Two of an involved organisation are invited by e-mail."""
        common: dict[str, Any]
        involved = self.the_case.involved_organisations.select_related("organisation").first()
        if involved is None:
            return
        with self.on(after, 11) as day:
            common = {"case": self.the_case, "by": self.cast.manager, "on": day}
            for name, work, email in (
                ("Lark Denholm", "Health visitor", "lark.denholm@health.example"),
                ("Reed Osgood", "Youth worker", "reed.osgood@youth.example"),
            ):
                person = contributing.identify_professional(
                    **common,
                    name=name,
                    relationship=work,
                    organisation=involved.organisation,
                )
                invitations.invite_contributor(
                    **common,
                    person=person,
                    invited_on=day,
                    invited_how="email",
                    invited_by_name=self.cast.manager.name,
                    supported_how="Their manager gives them the time; a colleague from another team may come with them.",
                    asked=ASKED.label("professional"),
                    email=email,
                )
