"""The order of the suggestions on each sheet, and why each stands where it does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from pathfinder.engine.order import ordered
from pathfinder.engine.scoring import Scored
from pathfinder.model.condition import QuestionId, SupportId
from pathfinder.model.need import NeedId
from pathfinder.model.reference import Source, SourceId, newest_date
from pathfinder.model.result import (
    CautionShown,
    EvidenceShown,
    Fit,
    GoWithShown,
    NeedShown,
    Reason,
    Suggestion,
)
from pathfinder.model.support import (
    Caution,
    Evidence,
    GoWith,
    OutOfReach,
    Rule,
    Support,
    sources_named,
)
from pathfinder.model.wording import Voice, in_voice

MANY = 2
"""From so many choices and wishes on, a support fits strongly."""

Unranked = Callable[..., Suggestion]
"""A suggestion that lacks its place, its need and its score."""


class Told(NamedTuple):
    """What supports share: sources, what was made of a rule once, and the questions of `wishes`."""

    source_by_id: Mapping[SourceId, Source]
    reasons: dict[int, Spread[Reason]]
    wishes: frozenset[QuestionId]


def suggestions(cases: Cases, scored: Scored, where: int) -> list[tuple[Suggestion, ...]]:
    """Return, for each sheet, every support that is suggested, best first; none but on `where`."""
    made: dict[tuple[SupportId, NeedId | None], dict[int, Unranked]] = {}
    wishes = frozenset(question.id for question in cases.kb.questions if question.changeable)
    told = Told({source.id: source for source in cases.kb.sources}, {}, wishes)
    for support in cases.kb.supports:
        if suggested := scored.suggested[support.id] & where:
            for need in _spoken_for_apart(support):
                said = _made(cases, support, need, suggested, told)
                made[support.id, need] = dict(said)
    found: list[tuple[Suggestion, ...]] = [()] * cases.every.bit_length()
    shown = _needs_shown(cases, where)
    for position, order in ordered(scored, where).items():
        found[position] = tuple(
            (made.get((ranked.support, None)) or made[ranked.support, ranked.need.id])[position](
                rank=rank,
                need=shown[position][ranked.need.id, ranked.level],
                score=ranked.score,
                moved_up=None,
            )
            for rank, ranked in enumerate(order, start=1)
        )
    return found


def _needs_shown(cases: Cases, where: int) -> Mapping[int, Mapping[tuple[NeedId, int], NeedShown]]:
    """Return, by position, every need at every level, in the voice in which it is spoken of."""
    by_voice: dict[Voice, Mapping[tuple[NeedId, int], NeedShown]] = {}
    found: dict[int, Mapping[tuple[NeedId, int], NeedShown]] = {}
    for voice, sheets in voices(cases.sheets, about_use=False):
        by_voice[voice] = {
            (need.id, level): NeedShown(
                id=need.id,
                name=need.name,
                text=in_voice(need.text, voice),
                level=level,
                dimension=need.dimension,
            )
            for need in cases.kb.needs
            for level in sorted({level.level for level in need.levels})
        }
        for position in positions(sheets & where):
            found[position] = by_voice[voice]
    return found


def _spoken_for_apart(support: Support) -> Iterable[NeedId | None]:
    """Return the needs for which other rules of `support` count; nothing where it is all the same."""
    if all(rule.need is None for rule in support.rules):
        return (None,)
    return dict.fromkeys(serve.need for serve in support.serves)


def _made(
    cases: Cases,
    support: Support,
    need: NeedId | None,
    suggested: int,
    told: Told,
) -> Iterator[tuple[int, Unranked]]:
    """Yield what is said of `support`, for `need`, on each sheet on which it is suggested."""
    rules = [rule for rule in support.rules if rule.need in {None, need}]
    reasons = gathered(_reasons(cases, rules, suggested, told.reasons), suggested)
    cautions = gathered(
        (
            *(_out_of_reach(cases, out) for out in support.out_of_reach),
            *(_caution(cases, support, c) for c in support.cautions),
        ),
        suggested,
    )
    for voice, sheets in voices(cases.sheets, about_use=support.about_use):
        if spoken_to := sheets & suggested:
            unranked = _unranked(cases, support, voice, told.source_by_id)
            for position in positions(spoken_to):
                why = reasons[position]
                yield (
                    position,
                    partial(
                        unranked,
                        reasons=why,
                        fit=fit_of(told.wishes, why),
                        cautions=cautions[position],
                    ),
                )


def _unranked(
    cases: Cases, support: Support, voice: Voice, source_by_id: Mapping[SourceId, Source]
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
        go_with=_go_with(support.go_with, voice),
        ask=support.ask,
        if_it_does_not_fit=support.if_it_does_not_fit,
        contacts=contacts_shown(cases, support.contacts),
        status=support.status,
        status_note=support.status_note,
        verified_on=support.looked_on,
        source_dated=newest_date(source_by_id[id_] for id_ in sources_named(support)),
        read_on=support.read_on,
        opened_on=support.opened,
        evidence=tuple(_evidence(finding, source_by_id) for finding in support.evidence),
        local=cases.kb.local.get(support.id, UNSET),
    )


def _go_with(company: GoWith | None, voice: Voice) -> GoWithShown | None:
    if company is None:
        return None
    return GoWithShown(how=in_voice(company.how, voice), say=in_voice(company.say, voice))


def fit_of(wishes: frozenset[QuestionId], reasons: Iterable[Reason]) -> Fit:
    """Return how well a support fits: by how many of a person's choices and `wishes` speak for it.

    What they use and who they are opens its need already, and is not counted again.
    """
    speaking = {answer for r in reasons if r.weight > 0 for answer in r.answers} & wishes
    if len(speaking) >= MANY:
        return Fit.STRONG
    return Fit.GOOD if speaking else Fit.POSSIBLE


def _reasons(
    cases: Cases, rules: Iterable[Rule], suggested: int, told: dict[int, Spread[Reason]]
) -> Iterator[Spread[Reason]]:
    """Yield the reason of each of `rules` that is met on the sheets `suggested`, strongest first."""
    for rule in sorted(rules, key=lambda rule: -rule.weight):
        if where_met(cases, rule.when) & suggested:
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


def _out_of_reach(cases: Cases, out: OutOfReach) -> Spread[CautionShown]:
    where = where_met(cases, out.when)
    if not where:
        return []
    return [
        (CautionShown(text=text), sheets & where)
        for text, sheets in spoken(cases, out.because, out.when)
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
    return [
        (CautionShown(text=text, said_by=caution.said_by), sheets & where) for text, sheets in heard
    ]


def _evidence(finding: Evidence, source_by_id: Mapping[SourceId, Source]) -> EvidenceShown:
    return EvidenceShown(
        finding=finding.finding,
        strength=finding.strength,
        sources=tuple(source_by_id[id_] for id_ in finding.sources),
    )
