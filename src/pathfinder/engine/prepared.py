"""A knowledge base made ready: what is the same for all sheets, made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import get_args

from msgspec import UNSET

from pathfinder.engine.parts.contacts import contacts_shown, sources_of
from pathfinder.model.condition import Condition, QuestionId, Reads, SupportId, questions_in
from pathfinder.model.knowledge.need import Need, NeedId
from pathfinder.model.knowledge.reference import Contact, ContactId, Source, SourceId, newest_date
from pathfinder.model.knowledge.support import GoWith, Support, sources_named
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import EvidenceShown, GoWithShown, NeedShown
from pathfinder.model.results.result import Suggestion

UNPLACED = NeedShown(id=NeedId(""), name="", text="", level=0, dimension="health")
"""Stands in a suggestion until it has its place, and with it the need that it is for."""


@lru_cache(maxsize=2)  # in another language, or with a local file, it is another
def prepared(kb: KnowledgeBase) -> "Prepared":
    """Return what `kb` says whatever was answered, made once."""
    return Prepared(kb)


class Prepared:
    """What `kb` says whatever was answered. One serves for many evaluations."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.reads: Reads = {}
        self._about_use: dict[int, bool] = {}
        self._in_order: dict[frozenset[QuestionId], tuple[QuestionId, ...]] = {}
        self._evidence_shown: dict[int, tuple[EvidenceShown, ...]] = {}
        self.unplaced = {voice: Unplaced(self._said, voice) for voice in get_args(Voice)}

    @cached_property
    def wishes(self) -> frozenset[QuestionId]:
        """The questions whose answer is a choice."""
        return frozenset(question.id for question in self.kb.questions if question.changeable)

    @cached_property
    def need_by_id(self) -> dict[NeedId, Need]:
        """Every need."""
        return {need.id: need for need in self.kb.needs}

    @cached_property
    def support_by_id(self) -> dict[SupportId, Support]:
        """Every support."""
        return {support.id: support for support in self.kb.supports}

    @cached_property
    def contact_by_id(self) -> dict[ContactId, Contact]:
        """Every contact."""
        return {contact.id: contact for contact in self.kb.contacts}

    @cached_property
    def source_by_id(self) -> dict[SourceId, Source]:
        """Every source."""
        return sources_of(self.kb)

    @cached_property
    def _of_use(self) -> frozenset[QuestionId]:
        return frozenset(question.id for question in self.kb.questions if question.about_use)

    def about_use(self, condition: Condition | None) -> bool:
        """Return whether `condition` of the knowledge base reads a question about who uses or drinks."""
        if condition is None:
            return False
        if id(condition) not in self._about_use:
            questions = questions_in(condition, self.kb.conditions, self.reads)
            self._about_use[id(condition)] = not self._of_use.isdisjoint(questions)
        return self._about_use[id(condition)]

    def in_order(self, questions: frozenset[QuestionId]) -> tuple[QuestionId, ...]:
        """Return `questions` in the order of the knowledge base."""
        if questions not in self._in_order:
            there = tuple(q.id for q in self.kb.questions if q.id in questions)
            self._in_order[questions] = there
        return self._in_order[questions]

    def _said(self, id_: SupportId, voice: Voice) -> Suggestion:
        support = self.support_by_id[id_]
        return Suggestion(
            rank=0,
            id=support.id,
            name=support.name,
            kind=support.kind,
            pathway=support.pathway,
            dimension=support.dimension,
            need=UNPLACED,
            score=0,
            fit="possible",
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
            go_with=_go_with(support.go_with, voice),
            ask=support.ask,
            if_it_does_not_fit=support.if_it_does_not_fit,
            contacts=contacts_shown(self.contact_by_id, self.source_by_id, support.contacts),
            status=support.status,
            status_note=support.status_note,
            verified_on=support.looked_on,
            source_dated=newest_date(self.source_by_id[id_] for id_ in sources_named(support)),
            read_on=support.read_on,
            opened_on=support.opened,
            evidence=self._evidence(support),
            local=self.kb.local.get(support.id, UNSET),
        )

    def _evidence(self, support: Support) -> tuple[EvidenceShown, ...]:
        """Return the evidence for `support`; that of one that is like another is the same."""
        shown = self._evidence_shown.get(id(support.evidence))
        if shown is None:
            shown = self._evidence_shown[id(support.evidence)] = tuple(
                EvidenceShown(
                    finding=finding.finding,
                    strength=finding.strength,
                    sources=tuple(self.source_by_id[id_] for id_ in finding.sources),
                )
                for finding in support.evidence
            )
        return shown


class Unplaced(dict[SupportId, Suggestion]):
    """What a suggestion of a support says to everyone it is said to in one voice, made when asked for.

    It lacks its place, its need, its score, its reasons and its cautions.
    """

    def __init__(self, said: Callable[[SupportId, Voice], Suggestion], voice: Voice) -> None:
        super().__init__()
        self._said = said
        self._voice: Voice = voice

    def __missing__(self, support: SupportId) -> Suggestion:
        """Return what is said of `support`, and keep it."""
        made = self[support] = self._said(support, self._voice)
        return made


def _go_with(company: GoWith | None, voice: Voice) -> GoWithShown | None:
    if company is None:
        return None
    return GoWithShown(how=in_voice(company.how, voice), say=in_voice(company.say, voice))
