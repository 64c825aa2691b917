"""What a suggestion says of a support, whatever its place: all that many sheets share."""

from collections.abc import Mapping

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.spread import Spread, together
from pathfinder.engine.voices import spoken
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.support import Caution, OutOfReach, Support
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.results.parts import CautionShown
from pathfinder.model.results.result import Suggestion

Heard = Mapping[int, tuple[Mapping[SupportId, Suggestion], tuple[CautionShown, ...]]]
"""By position of the sheet, suggestions in the voice that is spoken there, and what to be careful about."""


def heard_of(
    evaluation: Evaluation, support: Support, where: int, cache: dict[object, Heard]
) -> Heard:
    """Return, for each sheet of `where`, how `support` is spoken of. `cache` keeps what many share."""
    key = id(support.out_of_reach), id(support.cautions), support.about_use, where
    if key not in cache:
        cache[key] = _heard(evaluation, support, where)
    return cache[key]


def _heard(evaluation: Evaluation, support: Support, where: int) -> Heard:
    cautions = together(
        (
            *(_out_of_reach(evaluation, out) for out in support.out_of_reach),
            *(_caution(evaluation, support, caution) for caution in support.cautions),
        ),
        where,
    )
    found: dict[int, tuple[Mapping[SupportId, Suggestion], tuple[CautionShown, ...]]] = {}
    for voice, sheets in evaluation.voices(about_use=support.about_use):
        unplaced = evaluation.prepared.unplaced[voice]
        for careful, some in cautions:
            for position in positions(some & sheets):
                found[position] = unplaced, careful
    return found


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
