"""What an organisation is asked, on pages of its own: who answers for it sees these and nothing else of the case."""

from __future__ import annotations

from tests.addresses.groups import REPRESENTATIVE
from tests.addresses.office import NOBODY
from tests.addresses.rows import page
from tests.addresses.world import World


def asked(world: World, *more: object) -> tuple[object, ...]:
    """What the police have written all of, and not sent yet."""
    return (world.asked.pk, *more)


def sent(world: World, *more: object) -> tuple[object, ...]:
    """What the police have sent."""
    return (world.sent.pk, *more)


ROWS = [
    page("requests:request", REPRESENTATIVE, asked),
    page("requests:request", REPRESENTATIVE, sent, says="that was sent"),
    *(
        page("requests:part", REPRESENTATIVE, lambda world, one=one: asked(world, one), says=one)
        for one in ("author", "answer", "finished", "officer")
    ),
    page("requests:part", NOBODY, lambda world: asked(world, "nothing"), says="that is none"),
    page("requests:part", NOBODY, lambda world: sent(world, "author"), says="that was sent", leads=REPRESENTATIVE),
    page("requests:send", REPRESENTATIVE, asked),
    page("requests:send", NOBODY, sent, says="that was sent", leads=REPRESENTATIVE),
    page("requests:more_time", REPRESENTATIVE, asked, empty=True),
    page("requests:colleagues", REPRESENTATIVE, asked, empty=True),
    page("requests:end_delegation", REPRESENTATIVE, lambda world: asked(world, world.delegate.pk)),
    page("requests:end_delegation", NOBODY, lambda world: asked(world, world.asked.pk), says="of nobody"),
    page("requests:file", REPRESENTATIVE, lambda world: asked(world, world.returned.pk), file=True, reads=True),
    page("requests:remove_file", REPRESENTATIVE, lambda world: asked(world, world.returned.pk)),
]
