"""What a suggestion says of a support, whatever its place: all that many sheets share."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.spread import Spread, together
from pathfinder.engine.voices import spoken
from pathfinder.model.knowledge.support import Caution, OutOfReach, Support
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.results.parts import CautionShown
from pathfinder.model.results.result import Suggestion

Heard = Sequence[tuple[Voice, tuple[CautionShown, ...], list[int]]]
"""In which voice, and with which cautions, a support is shown, with the positions of the sheets."""


def supports_shown(
    evaluation: Evaluation, support: Support, where: int, cache: dict[object, Heard]
) -> Mapping[int, Suggestion]:
    """Return, by position of each sheet of `where`, what a suggestion of `support` says there.

    It lacks its place, its need, its score and its reasons. `cache` keeps what many supports share.
    """
    key = id(support.out_of_reach), id(support.cautions), support.about_use, where
    if key not in cache:
        cache[key] = [*_heard(evaluation, support, where)]
    found: dict[int, Suggestion] = {}
    for voice, careful, there in cache[key]:
        shown = evaluation.prepared.unplaced(support, voice)
        if careful:
            shown = msgspec.structs.replace(shown, cautions=careful)
        found |= dict.fromkeys(there, shown)
    return found


def _heard(
    evaluation: Evaluation, support: Support, where: int
) -> Iterator[tuple[Voice, tuple[CautionShown, ...], list[int]]]:
    cautions = together(
        (
            *(_out_of_reach(evaluation, out) for out in support.out_of_reach),
            *(_caution(evaluation, support, caution) for caution in support.cautions),
        ),
        where,
    )
    for voice, sheets in evaluation.voices(about_use=support.about_use):
        for careful, some in cautions:
            if there := some & sheets:
                yield voice, careful, positions(there)


def _out_of_reach(evaluation: Evaluation, out: OutOfReach) -> Spread[CautionShown]:
    where = evaluation.met(out.when)
    if not where:
        return []
    return [
        (CautionShown(text=text), sheets & where)
        for text, sheets in spoken(evaluation, out.because, out.when)
    ]


def _caution(evaluation: Evaluation, support: Support, caution: Caution) -> Spread[CautionShown]:
    """Return `caution` where it holds. One without a condition speaks in the support's voice."""
    where = evaluation.met(caution.when)
    if not where:
        return []
    heard: Spread[str] = (
        spoken(evaluation, caution.text, caution.when)
        if caution.when
        else [
            (in_voice(caution.text, voice), sheets)
            for voice, sheets in evaluation.voices(about_use=support.about_use)
        ]
    )
    return [
        (CautionShown(text=text, said_by=caution.said_by), sheets & where) for text, sheets in heard
    ]
