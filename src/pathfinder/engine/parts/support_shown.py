"""What a suggestion says of a support, whatever its place: all that many sheets share."""

from collections.abc import Mapping

import msgspec
from msgspec import UNSET

from pathfinder.engine.columns import positions
from pathfinder.engine.contacts import contacts_shown
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.spread import Spread, together
from pathfinder.engine.voices import spoken, voices
from pathfinder.model.dimension import Dimension
from pathfinder.model.need import NeedId
from pathfinder.model.result import CautionShown, EvidenceShown, Fit, NeedShown, Suggestion
from pathfinder.model.support import Caution, Evidence, OutOfReach, Support
from pathfinder.model.wording import Voice, in_voice

UNPLACED = NeedShown(id=NeedId(""), name="", text="", level=0, dimension=Dimension.HEALTH)
"""Stands in a suggestion until it has its place, and with it the need that it is for."""


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
    for voice, sheets in voices(evaluation.columns, about_use=support.about_use):
        if sheets & where:
            plain = _plain(evaluation, support, voice)
            for careful, some in cautions:
                if there := some & sheets:
                    shown = msgspec.structs.replace(plain, cautions=careful)
                    found |= dict.fromkeys(positions(there), shown)
    return found


def _plain(evaluation: Evaluation, support: Support, voice: Voice) -> Suggestion:
    """Return what a suggestion of `support` says to everyone it is said to in this voice."""
    return Suggestion(
        rank=0,
        id=support.id,
        name=support.name,
        kind=support.kind,
        pathway=support.pathway,
        dimension=support.dimension,
        need=UNPLACED,
        score=0,
        fit=Fit.POSSIBLE,
        moved_up=None,
        in_short=support.in_short,
        what=support.what,
        not_for=support.not_for,
        cost=support.cost_note,
        channels=support.formats,
        reasons=(),
        cautions=(),
        first_step=in_voice(support.first_step, voice),
        say=in_voice(support.say, voice),
        first_visit=support.first_visit,
        ask=support.ask,
        if_it_does_not_fit=support.if_it_does_not_fit,
        contacts=contacts_shown(evaluation.contact_by_id, support.contacts),
        status=support.status,
        status_note=support.status_note,
        verified_on=support.verified_on,
        evidence=tuple(_evidence(evaluation, finding) for finding in support.evidence),
        local=evaluation.kb.local.get(support.id, UNSET),
    )


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
            for voice, sheets in voices(evaluation.columns, about_use=support.about_use)
        ]
    )
    return [
        (CautionShown(text=text, said_by=caution.said_by), sheets & where) for text, sheets in heard
    ]


def _evidence(evaluation: Evaluation, finding: Evidence) -> EvidenceShown:
    return EvidenceShown(
        finding=finding.finding,
        strength=finding.strength,
        sources=tuple(evaluation.source_by_id[id_] for id_ in finding.sources),
    )
