"""What a suggestion says of a support, whatever its place: all that many sheets share."""

from collections.abc import Mapping

import msgspec

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.spread import Spread, together
from pathfinder.engine.voices import spoken
from pathfinder.model.knowledge.support import Caution, OutOfReach, Support
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.results.parts import CautionShown
from pathfinder.model.results.result import Suggestion


def supports_shown(
    evaluation: Evaluation, support: Support, where: int
) -> Mapping[int, Suggestion]:
    """Return, by position of each sheet of `where`, what a suggestion of `support` says there.

    It lacks its place, its need, its score and its reasons.
    """
    found: dict[int, Suggestion] = {}
    cautions = together(
        (
            *(_out_of_reach(evaluation, out) for out in support.out_of_reach),
            *(_caution(evaluation, support, caution) for caution in support.cautions),
        ),
        where,
    )
    for voice, sheets in evaluation.voices(about_use=support.about_use):
        if sheets & where:
            plain = evaluation.prepared.unplaced(support, voice)
            for careful, some in cautions:
                if there := some & sheets:
                    shown = msgspec.structs.replace(plain, cautions=careful)
                    found |= dict.fromkeys(positions(there), shown)
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
