"""How much a handout says, and in type of which size: what is tried, from the most to the least."""

from typing import NamedTuple


class Room(NamedTuple):
    """How much of a result a handout has room for.

    Of each of the `steps` is said what to do, what to say and what to mind; of the first `whole`
    also what a visit is like, `asks` questions to ask, and what else there is. If it does not
    repeat contacts, each is there once, on the card or where it comes first. What is said to do or
    to say is no longer than `longest` letters.
    """

    steps: int
    whole: int
    asks: int
    has_others: bool = False
    has_lesser_notices: bool = False
    repeats_contacts: bool = True
    longest: int | None = None

    @property
    def meetings(self) -> int:
        """Return how many next meetings of each step there is room for."""
        if self.whole:
            return 3
        return 1 if self.steps and self.repeats_contacts else 0


LARGE = (13.0, 12.0)
SMALL = 11.0
"""Points: smaller type is hard to read for many."""
SMALLEST = (10.0, 9.5)
"""For what no larger type leaves on two pages: every danger that there is, at once."""

ROOMS = (
    Room(3, 3, 9, has_others=True, has_lesser_notices=True),
    Room(3, 3, 9, has_lesser_notices=True),
    Room(3, 3, 9),
    Room(3, 3, 2),
    Room(3, 3, 1),
    Room(3, 2, 2),
    Room(3, 2, 1),
    Room(3, 1, 2),
    Room(3, 1, 1),
    Room(3, 0, 0),
)
"""From the most to the least. The notices of the two highest severities are in each, and whole."""
LONGEST = 400
"""Letters: longer is nothing that is shipped; a step from a local file may be, and is then shortened."""

SIZES = (
    *((room, points) for room in ROOMS for points in LARGE),
    *((room, SMALL) for room in ROOMS),
    (Room(3, 0, 0, longest=LONGEST), SMALL),
    *((Room(n, 0, 0, repeats_contacts=False, longest=LONGEST), SMALL) for n in (3, 2, 1, 0)),
    *((Room(0, 0, 0, repeats_contacts=False), points) for points in SMALLEST),
)
"""What is tried, in turn: small type only where the notices leave no other way."""
