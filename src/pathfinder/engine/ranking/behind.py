"""Who stands behind others in a need, as local supports do where a life is at stake.

Where one of those others serves the need and is in reach, it takes a place of the first three for it
only after one has been given: what serves the need may have a place for another need already, and
then the need calls for no more.
"""

from collections.abc import Sequence

import msgspec

from pathfinder.engine.ranking.planes import Suits
from pathfinder.engine.ranking.scoring import Scored
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import NeedId

NONE: frozenset[SupportId] = frozenset()


class Behind:
    """Who stands behind others, and where they do."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._led = {need: self._where_led(need) for need in scored.behind}

    def held(self, need: NeedId, support: SupportId) -> int:
        """Return where `support` waits until a place is given for `need`."""
        return self._led[need] if support in self._scored.behind.get(need, NONE) else 0

    def leads(self, need: NeedId, support: SupportId) -> bool:
        """Return whether `support` is one that others stand behind in `need`."""
        behind = self._scored.behind.get(need, NONE)
        return bool(behind) and support not in behind

    def free(self, need: NeedId, without: int) -> Sequence[Suits]:
        """Return what serves `need`, each where it need not wait; `without`: where no place is given."""
        serving = self._scored.suits[need]
        if need not in self._led:
            return serving
        return [
            msgspec.structs.replace(s, where=s.where & ~(self.held(need, s.support.id) & without))
            for s in serving
        ]

    def _where_led(self, need: NeedId) -> int:
        """Return where one that is active, and behind no other, serves `need` and is in reach."""
        led = 0
        for s in self._scored.suits[need]:
            if s.support.id not in self._scored.behind[need] and s.support.status == "active":
                led |= s.where & self._scored.reachable[s.support.id]
        return led
