"""The order of the suggestions on one sheet, and why each stands where it does."""

from collections.abc import Sequence
from typing import NamedTuple

from pathfinder.engine.case import Case, contacts_shown, in_question_order, is_met, spoken, voice_of
from pathfinder.engine.explanation import Questions, rested_on
from pathfinder.engine.scoring import FIRST, Place, Scored
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Source, SourceId
from pathfinder.model.result import CautionShown, EvidenceShown, Fit, Reason, Suggestion
from pathfinder.model.support import Evidence, Rule, Support
from pathfinder.model.wording import in_voice


class Ranked(NamedTuple):
    """A support that is suggested, with the rules that speak for or against it."""

    support: Support
    rules: tuple[Rule, ...]

    @property
    def score(self) -> int:
        """Return the sum of the weights of the rules that are met."""
        return sum(rule.weight for rule in self.rules)


def suggestions(
    case: Case, ranks: Sequence[Scored], first: Sequence[Place]
) -> tuple[Suggestion, ...]:
    """Return every support that is suggested, best first.

    By score, then in the order of the knowledge base, but for the `first` three places.
    """
    by_score = sorted(map(_ranked, (s for s in ranks if s.suggested & 1)), key=lambda r: -r.score)
    placed = [id_ for place in first for id_, sheets in place.items() if sheets & 1]
    leading = [next(r for r in by_score if r.support.id == id_) for id_ in placed]
    rest = [r for r in by_score if r.support.id not in placed]
    unmoved = {r.support.id for r in by_score[:FIRST]}
    source_by_id = {source.id: source for source in case.kb.sources}
    return tuple(
        _suggestion(
            case,
            ranked,
            rank,
            source_by_id,
            moved_up=rank <= FIRST and ranked.support.id not in unmoved,
        )
        for rank, ranked in enumerate((*leading, *rest), start=1)
    )


def _ranked(scored: Scored) -> Ranked:
    rules = zip(scored.support.rules, scored.met, strict=True)
    return Ranked(scored.support, tuple(rule for rule, met in rules if met & 1))


def _suggestion(
    case: Case,
    ranked: Ranked,
    rank: int,
    source_by_id: dict[SourceId, Source],
    *,
    moved_up: bool,
) -> Suggestion:
    support = ranked.support
    own_voice = voice_of(case.answers, about_use=support.about_use)
    return Suggestion(
        rank=rank,
        id=support.id,
        name=support.name,
        kind=support.kind,
        pathway=support.pathway,
        dimension=support.dimension,
        score=ranked.score,
        fit=fit_of(case.kb, ranked.score),
        moved_up=in_voice(case.kb.balance, own_voice) if moved_up else None,
        what=support.what,
        not_for=support.not_for,
        cost=support.cost_note,
        channels=support.formats,
        reasons=tuple(_reason(case, rule) for rule in strongest_first(ranked.rules)),
        cautions=tuple(
            CautionShown(
                text=spoken(case, caution.text, caution.when)
                if caution.when
                else in_voice(caution.text, own_voice)
            )
            for caution in support.cautions
            if is_met(case, caution.when)
        ),
        first_step=in_voice(support.first_step, own_voice),
        first_visit=support.first_visit,
        ask=support.ask,
        if_it_does_not_fit=support.if_it_does_not_fit,
        contacts=contacts_shown(case, support.contacts),
        status=support.status,
        status_note=support.status_note,
        verified_on=support.verified_on,
        evidence=tuple(_evidence(finding, source_by_id) for finding in support.evidence),
    )


def fit_of(kb: KnowledgeBase, score: int) -> Fit:
    """Return how well a support of `score` fits, by the thresholds of `kb`."""
    if score >= kb.strong_fit:
        return Fit.STRONG
    return Fit.GOOD if score >= kb.good_fit else Fit.POSSIBLE


def strongest_first(rules: tuple[Rule, ...]) -> list[Rule]:
    """Return `rules` by weight, greatest first, else in the order given."""
    return sorted(rules, key=lambda rule: -rule.weight)


def _reason(case: Case, rule: Rule) -> Reason:
    rests_on: Questions = rested_on(rule.when, case.sheets) if rule.when else frozenset()
    return Reason(
        text=spoken(case, rule.because, rule.when),
        weight=rule.weight,
        answers=in_question_order(case, rests_on),
    )


def _evidence(finding: Evidence, source_by_id: dict[SourceId, Source]) -> EvidenceShown:
    return EvidenceShown(
        finding=finding.finding,
        strength=finding.strength,
        sources=tuple(source_by_id[id_] for id_ in finding.sources),
    )
