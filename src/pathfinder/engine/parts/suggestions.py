"""The suggestions on each sheet, best first, and why each stands where it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from pathfinder.engine.columns import positions
from pathfinder.engine.evaluation import Evaluation
from pathfinder.engine.parts.reasons import fits, reasons_of
from pathfinder.engine.parts.support_shown import Heard, heard_of
from pathfinder.engine.ranking.order import ordered
from pathfinder.engine.spread import Spread, gathered
from pathfinder.model.condition import SupportId
from pathfinder.model.knowledge.need import NeedId
from pathfinder.model.knowledge.support import Support
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.results.parts import Fit, NeedShown, Reason
from pathfinder.model.results.result import Suggestion


class _Speaking(msgspec.Struct, frozen=True):
    """What counts for a support within `need`, or within any, and for all that are alike.

    `rules`: the numbers of those that count, the strongest first. `fits`: by position of the sheet.
    """

    need: NeedId | None
    rules: Sequence[int]
    fits: Mapping[int, Fit]


class _Explained(msgspec.Struct, frozen=True):
    """What is said of one support, for one need or any, by position of the sheet."""

    heard: Heard
    reasons: Mapping[int, tuple[Reason, ...]]
    fits: Mapping[int, Fit]


def suggestions(evaluation: Evaluation) -> list[tuple[Suggestion, ...]]:
    """Return, for each sheet, every support that is suggested, best first; none where it is halted."""
    going_on = evaluation.every & ~evaluation.halted
    explained = _explained(evaluation, going_on)
    found: list[tuple[Suggestion, ...]] = [()] * evaluation.every.bit_length()
    shown = _needs_shown(evaluation, going_on)
    for position, order in ordered(evaluation.scored, going_on).items():
        needs = shown[position]
        placed: list[Suggestion] = []
        for rank, ranked in enumerate(order, start=1):
            said = explained[ranked.support]
            its = said.get(None) or said[ranked.need.id]
            unplaced, cautions = its.heard[position]
            placed.append(
                msgspec.structs.replace(
                    unplaced[ranked.support],
                    rank=rank,
                    need=needs[ranked.need.id, ranked.level],
                    score=ranked.score,
                    fit=its.fits[position],
                    reasons=its.reasons[position],
                    cautions=cautions,
                )
            )
        found[position] = tuple(placed)
    return found


def unplaced(evaluation: Evaluation) -> list[tuple[Suggestion, ...]]:
    """Return what `suggestions` does, but of each only what is the same in every place."""
    going_on = evaluation.every & ~evaluation.halted
    order = ordered(evaluation.scored, going_on)
    found: list[tuple[Suggestion, ...]] = [()] * evaluation.every.bit_length()
    for of_use, some in evaluation.voices(about_use=True):
        for of_others, others in evaluation.voices(about_use=False):
            spoken = evaluation.prepared.unplaced
            shown = {
                s.id: spoken[of_use if s.about_use else of_others][s.id]
                for s in evaluation.kb.supports
            }
            for position in positions(some & others & going_on):
                found[position] = tuple(shown[ranked.support] for ranked in order[position])
    return found


def _explained(
    evaluation: Evaluation, going_on: int
) -> Mapping[SupportId, Mapping[NeedId | None, _Explained]]:
    """Return, by support and need, or for any need, what is said of it."""
    found: dict[SupportId, Mapping[NeedId | None, _Explained]] = {}
    scored = evaluation.scored
    cache: dict[int, Spread[Reason]] = {}
    heard: dict[object, Heard] = {}
    known: dict[int, Sequence[_Speaking]] = {}
    for support in evaluation.kb.supports:
        if where := scored.suggested[support.id] & going_on:
            alike = id(scored.met[support.id])
            if alike not in known:
                known[alike] = [*_speaking(evaluation, support, where, cache)]
            spoken = heard_of(evaluation, support, where, heard)
            rules = support.rules
            found[support.id] = {
                its.need: _Explained(
                    spoken,
                    gathered(reasons_of(evaluation, [rules[i] for i in its.rules], cache), where),
                    its.fits,
                )
                for its in known[alike]
            }
    return found


def _speaking(
    evaluation: Evaluation, support: Support, where: int, cache: dict[int, Spread[Reason]]
) -> Iterator[_Speaking]:
    """Yield what speaks for `support` on the sheets of `where`; once if it is the same for every need."""
    rules = [(i, rule) for i, rule, met in evaluation.scored.met[support.id] if met & where]
    rules.sort(key=lambda numbered: -numbered[1].weight)
    needs: Iterable[NeedId | None] = (None,)
    if any(rule.need for rule in support.rules):
        needs = dict.fromkeys(serve.need for serve in support.serves)
    for need in needs:
        counting = [(i, rule) for i, rule in rules if rule.need in {None, need}]
        reasons = reasons_of(evaluation, [rule for _, rule in counting], cache)
        fitting = fits(evaluation.prepared.wishes, reasons, where)
        yield _Speaking(need, [i for i, _ in counting], fitting)


def _needs_shown(
    evaluation: Evaluation, where: int
) -> Mapping[int, Mapping[tuple[NeedId, int], NeedShown]]:
    """Return, by position, every need at every level, in the voice in which it is spoken of."""
    by_voice: dict[Voice, Mapping[tuple[NeedId, int], NeedShown]] = {}
    found: dict[int, Mapping[tuple[NeedId, int], NeedShown]] = {}
    for voice, sheets in evaluation.voices(about_use=False):
        by_voice[voice] = {
            (need.id, level): NeedShown(
                id=need.id,
                name=need.name,
                text=in_voice(need.text, voice),
                level=level,
                dimension=need.dimension,
            )
            for need in evaluation.kb.needs
            for level in sorted({level.level for level in need.levels})
        }
        for position in positions(sheets & where):
            found[position] = by_voice[voice]
    return found
