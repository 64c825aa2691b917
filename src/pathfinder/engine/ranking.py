"""The order of the suggestions on each sheet, and why each stands where it does."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import UNSET

from pathfinder.engine.case import (
    Cases,
    Spread,
    contacts_shown,
    gathered,
    in_question_order,
    spoken,
    voices,
    where_met,
)
from pathfinder.engine.columns import positions
from pathfinder.engine.explanation import NO_QUESTION, rested_on
from pathfinder.engine.scoring import FIRST, Place, Scored
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Source, SourceId
from pathfinder.model.result import CautionShown, EvidenceShown, Fit, Reason, Suggestion
from pathfinder.model.support import Caution, Evidence, Rule, Support
from pathfinder.model.wording import Voice, in_voice


class Candidate(NamedTuple):
    """A support that is suggested on one sheet; `unranked` lacks what the others there decide."""

    support: Support
    score: int
    voice: Voice
    unranked: "partial[Suggestion]"


def suggestions(
    cases: Cases, ranks: Sequence[Scored], first: Sequence[Place], where: int
) -> list[tuple[Suggestion, ...]]:
    """Return, for each sheet, every support that is suggested, best first; none but on `where`.

    By score, then in the order of the knowledge base, but for the `first` three places.
    """
    found: list[list[Candidate]] = [[] for _ in range(cases.every.bit_length())]
    # Many supports share a rule or a caution, and what was made of it is used again.
    source_by_id = {source.id: source for source in cases.kb.sources}
    told: dict[int, Spread[Reason]] = {}
    for scored in ranks:
        for position, candidate in _candidates(cases, scored, where, source_by_id, told):
            found[position].append(candidate)
    placed = gathered(([held] for place in first for held in place.items()), where)
    return [
        _in_order(cases.kb, candidates, placed.get(position, ()))
        for position, candidates in enumerate(found)
    ]


def _in_order(
    kb: KnowledgeBase, candidates: Sequence[Candidate], placed: Sequence[SupportId]
) -> tuple[Suggestion, ...]:
    by_score = sorted(candidates, key=lambda candidate: -candidate.score)
    unmoved = {candidate.support.id for candidate in by_score[:FIRST]}
    leading = [next(c for c in by_score if c.support.id == id_) for id_ in placed]
    rest = [candidate for candidate in by_score if candidate.support.id not in placed]
    return tuple(
        candidate.unranked(
            rank=rank,
            score=candidate.score,
            fit=fit_of(kb, candidate.score),
            moved_up=in_voice(kb.balance, candidate.voice)
            if rank <= FIRST and candidate.support.id not in unmoved
            else None,
        )
        for rank, candidate in enumerate((*leading, *rest), start=1)
    )


def _candidates(
    cases: Cases,
    scored: Scored,
    where: int,
    source_by_id: dict[SourceId, Source],
    told: dict[int, Spread[Reason]],
) -> Iterator[tuple[int, Candidate]]:
    """Yield the support of `scored` for each sheet of `where` on which it is suggested."""
    suggested = scored.suggested & where
    if not suggested:
        return
    support = scored.support
    reasons = gathered(_reasons(cases, scored, suggested, told), suggested)
    cautions = gathered((_caution(cases, support, c) for c in support.cautions), suggested)
    for voice, sheets in voices(cases.sheets, about_use=support.about_use):
        if spoken_to := sheets & suggested:
            unranked = _unranked(cases, support, voice, source_by_id)
            for position in positions(spoken_to):
                why = reasons[position]
                yield (
                    position,
                    Candidate(
                        support=support,
                        score=sum(reason.weight for reason in why),
                        voice=voice,
                        unranked=partial(unranked, reasons=why, cautions=cautions[position]),
                    ),
                )


def _unranked(
    cases: Cases, support: Support, voice: Voice, source_by_id: dict[SourceId, Source]
) -> "partial[Suggestion]":
    """Return what a suggestion of `support` says to everyone it is said to in this voice."""
    return partial(
        Suggestion,
        id=support.id,
        name=support.name,
        kind=support.kind,
        pathway=support.pathway,
        dimension=support.dimension,
        in_short=support.in_short,
        what=support.what,
        not_for=support.not_for,
        cost=support.cost_note,
        channels=support.formats,
        first_step=in_voice(support.first_step, voice),
        say=in_voice(support.say, voice),
        first_visit=support.first_visit,
        ask=support.ask,
        if_it_does_not_fit=support.if_it_does_not_fit,
        contacts=contacts_shown(cases, support.contacts),
        status=support.status,
        status_note=support.status_note,
        verified_on=support.verified_on,
        evidence=tuple(_evidence(finding, source_by_id) for finding in support.evidence),
        local=cases.kb.local.get(support.id, UNSET),
    )


def fit_of(kb: KnowledgeBase, score: int) -> Fit:
    """Return how well a support of `score` fits, by the thresholds of `kb`."""
    if score >= kb.strong_fit:
        return Fit.STRONG
    return Fit.GOOD if score >= kb.good_fit else Fit.POSSIBLE


def _reasons(
    cases: Cases, scored: Scored, suggested: int, told: dict[int, Spread[Reason]]
) -> Iterator[Spread[Reason]]:
    """Yield the reason of each rule that is met where the support is suggested, strongest first."""
    rules = zip(scored.support.rules, scored.met, strict=True)
    for rule, met in sorted(rules, key=lambda pair: -pair[0].weight):
        if met & suggested:
            if id(rule) not in told:
                told[id(rule)] = _reason(cases, rule)
            yield told[id(rule)]


def _reason(cases: Cases, rule: Rule) -> Spread[Reason]:
    where = where_met(cases, rule.when)
    rests_on = rested_on(rule.when, cases.sheets, where) if rule.when else {NO_QUESTION: where}
    return [
        (
            Reason(text=text, weight=rule.weight, answers=in_question_order(cases, questions)),
            both,
        )
        for text, heard in spoken(cases, rule.because, rule.when)
        for questions, sheets in rests_on.items()
        if (both := heard & sheets)
    ]


def _caution(cases: Cases, support: Support, caution: Caution) -> Spread[CautionShown]:
    """Return `caution` where it holds. One without a condition speaks in the support's voice."""
    where = where_met(cases, caution.when)
    if not where:
        return []
    heard: Spread[str] = (
        spoken(cases, caution.text, caution.when)
        if caution.when
        else [
            (in_voice(caution.text, voice), sheets)
            for voice, sheets in voices(cases.sheets, about_use=support.about_use)
        ]
    )
    return [(CautionShown(text=text), sheets & where) for text, sheets in heard]


def _evidence(finding: Evidence, source_by_id: dict[SourceId, Source]) -> EvidenceShown:
    return EvidenceShown(
        finding=finding.finding,
        strength=finding.strength,
        sources=tuple(source_by_id[id_] for id_ in finding.sources),
    )
