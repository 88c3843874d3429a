"""A row of the table of addresses, and the short ways of writing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.addresses.groups import seers
from tests.addresses.world import ANONYMOUS, World

OFFICE, PUBLIC = "wscb.urls_office", "publication.urls_public"
Args = Callable[[World], tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address. `says` tells rows of the same name apart.

    Shown to `opens` with the status `shown`; those of `leads` are led on to another page; everybody else who is signed in gets
    404, and whoever is not is asked to sign in, unless it is `public` and knows nobody. `empty` says that its form, sent as it
    is shown, comes back with what is missing; `file` that it is a download; `reads` that nothing can be sent to it; `case` that
    seeing it is a sight of a case, which is entered in the trail.
    """

    name: str
    opens: tuple[str, ...]
    args: Args = lambda world: ()
    leads: tuple[str, ...] = ()
    says: str = ""
    query: str = ""
    shown: int = 200
    empty: bool = False
    file: bool = False
    reads: bool = False
    public: bool = False
    case: str = ""
    act: str = ""
    site: str = OFFICE

    def __str__(self) -> str:
        return f"{self.name} {self.says}".strip()

    def address(self, world: World) -> str:
        """Where it stands in this world."""
        return reverse(self.name, urlconf=self.site, args=self.args(world)) + self.query

    def status(self, role: str) -> int:
        """What the role gets who opens it."""
        if role in self.opens:
            return self.shown
        return 302 if role in self.leads or (role == ANONYMOUS and not self.public) else 404

    @property
    def takes_answers(self) -> bool:
        """Whether wrong hands are tried with a form too: on what is no page of a case, and on the first page of each act."""
        return self.name == "cases:act" or not (self.case or self.reads)

    def is_refused(self, role: str) -> bool:
        """Whether the address is not for this role."""
        return role not in self.opens and role not in self.leads


def page(name: str, opens: tuple[str, ...], args: Args = lambda world: (), **more: Any) -> Row:
    """A row of an address that is no page of a case."""
    return Row(name=name, opens=opens, args=args, **more)


def of_case(
    name: str, case: str, *args: Callable[[World], Any], opens: tuple[str, ...] | None = None, **more: Any
) -> Row:
    """A page of a case, for everybody who sees it unless `opens` says otherwise; `args` follow the reference."""
    return Row(
        name=name,
        opens=seers(case) if opens is None else opens,
        case=case,
        args=lambda world: (world.cases[case].reference, *(one(world) for one in args)),
        **{"says": case, **more},
    )


def act(code: str, case: str, by: tuple[str, ...], *pages: str, **more: Any) -> list[Row]:
    """The pages of an act on a case in which it is possible; `-` is its first."""
    found = []
    for one in pages or ("-",):
        args: list[Callable[[World], Any]] = [lambda world: code]
        if one != "-":
            args.append(lambda world, one=one: one)
        name = "cases:act" if one == "-" else "cases:act_page"
        found.append(of_case(name, case, *args, opens=by, says=f"{code} {one} {case}", act=code, **more))
    return found
