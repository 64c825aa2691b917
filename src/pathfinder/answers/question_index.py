"""Questions, and the options of each, by what people and programs may call them."""

from collections.abc import Callable, Iterable, Mapping

from pathfinder.answers.spellings import (
    TRUTH,
    bare,
    folded,
    option_by_label,
    option_by_word,
    questions_by_name,
)
from pathfinder.errors import nearest
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.fault_words import FaultWords
from pathfinder.model.knowledge.question import Question
from pathfinder.model.knowledge_base import KnowledgeBase


class QuestionIndex:
    """Questions, and the options of each, by what they may be called. Made once for many answers."""

    def __init__(
        self,
        kb: KnowledgeBase,
        others: Callable[[], Iterable[Question]] = tuple,
    ) -> None:
        """Know the questions of `kb`, and by what `others`, the same in other languages, call them.

        The `others` are asked for only where a word is not known without them.
        """
        self.by_id = {question.id: question for question in kb.questions}
        self._kb = kb
        self._others = others
        self._named: dict[QuestionId, Mapping[str, OptionId]] = {}
        self._labelled: dict[QuestionId, Mapping[str, OptionId]] = {}
        self._forms: tuple[Question, ...] = ()
        self._questions: Mapping[str, tuple[QuestionId, ...]] = {}

    @property
    def words(self) -> FaultWords:
        """What is said where something names no question, or none of its options."""
        return self._kb.interface.faults

    def named(self, question: Question) -> Mapping[str, OptionId]:
        """Return the options of `question` by their ids and aliases, folded."""
        if question.id not in self._named:
            self._named[question.id] = option_by_word(question)
        return self._named[question.id]

    def question(self, key: str) -> Question | None:
        """Return the question whose id, name or prompt is `key`, in any language, if it is one."""
        found = self.by_id.get(QuestionId(key))
        if found is None:
            called = self._called(key)
            found = self.by_id[called[0]] if len(called) == 1 else None
        return found

    def hint(self, key: str) -> str:
        """Return what may be meant by `key`, which names no question, or more than one."""
        if called := self._called(key):
            either = f" {self.words.or_} ".join(called)
            return self.words.could_be.format(words=either)
        near = nearest(key, self.by_id)
        return self.words.did_you_mean.format(word=near) if near else ""

    def _called(self, key: str) -> tuple[QuestionId, ...]:
        self._questions = self._questions or questions_by_name(self.in_every_language())
        return self._questions.get(bare(key), ())

    def option(self, question: Question, word: str) -> OptionId | None:
        """Return the option of `question` that `word` names: its id, an alias or its label.

        The label may be in any language; true and false stand for yes and no.
        """
        said = folded(word)
        found = self.named(question).get(said)
        if found is None and said in TRUTH:
            return self.named(question).get(TRUTH[said])
        return self._by_label(question).get(said) if found is None else found

    def _by_label(self, question: Question) -> Mapping[str, OptionId]:
        if question.id not in self._labelled:
            forms = (form for form in self.in_every_language() if form.id == question.id)
            ids = {option.id for option in question.options}
            labelled = option_by_label(forms)
            self._labelled[question.id] = {w: id_ for w, id_ in labelled.items() if id_ in ids}
        return self._labelled[question.id]

    def in_every_language(self) -> tuple[Question, ...]:
        """Return the questions, and the same ones in each other language that is known."""
        others = () if self._forms else self._others()
        self._forms = self._forms or (
            *self.by_id.values(),
            *(question for question in others if question.id in self.by_id),
        )
        return self._forms
