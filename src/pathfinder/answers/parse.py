"""Answers as people and programs write them (flags, YAML, JSON) to answers of the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from pathfinder.answers.danger import TO_DENY, seems_to_deny
from pathfinder.answers.spellings import (
    TRUTH,
    bare,
    folded,
    option_by_label,
    option_by_word,
    parted,
    questions_by_name,
)
from pathfinder.errors import AnswersError, Problem, did_you_mean, quoted
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.question import NONE, Question, QuestionType

if TYPE_CHECKING:
    from pathfinder.documents.yaml import Document, Tree
    from pathfinder.model.script_words import ScriptWords

LARGEST = 64 * 1024
"""Bytes of one file of answers; a full one has about a thousand."""

MOST_PROBLEMS = 20
"""Problems named in one run; a file with more is not a file of answers."""

NOTHING_SAID = {"", "~", "null"}
"""What stands in YAML where nothing is said."""

MANY = "pathfinder batch  answers many: one JSON object a line, or a table"

Raw = Mapping[str, object]


class Asked:
    """Questions, and the options of each, by what they may be called. Made once for many answers."""

    def __init__(
        self, questions: Iterable[Question], others: Callable[[], Iterable[Question]] = tuple
    ) -> None:
        """Know `questions`, and by what `others`, the same in other languages, call them.

        The `others` are asked for only where a word is not known without them.
        """
        self.by_id = {question.id: question for question in questions}
        self._others = others
        self._named: dict[QuestionId, Mapping[str, OptionId]] = {}
        self._labelled: dict[QuestionId, Mapping[str, OptionId]] = {}
        self._forms: tuple[Question, ...] = ()
        self._questions: Mapping[str, tuple[QuestionId, ...]] = {}

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
            return f"it could be {' or '.join(called)}: write one of these"
        return did_you_mean(key, self.by_id)

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


def read_said(text: str, name: str, asked: Asked) -> Said:
    """Return the answers in `text`, YAML or JSON: one key a question, one option or a list.

    An empty value is a skipped question: it has no option. `name` is what the messages call the
    text. An `id`, which names a sheet among many, is no answer. Raises `AnswersError` with every problem
    and its place.
    """
    raw = _plain_json(text)
    problems: list[Found] = []
    if raw is not None:
        said, problems = _read(_without_id(raw, asked), asked)
        if not problems:
            return said
    # Only text that is no plain JSON, or is wrong, pays for the parser that knows places.
    from pathfinder.documents.yaml import read_yaml

    document = read_yaml(text, name)
    tree = document.tree
    if _holds_many(text, tree):
        raise AnswersError([Problem(document.where(()), "this is more than one sheet", MANY)])
    if document.problems:  # a letter that JSON may write in two escapes, and YAML may not
        unplaced = (problem._replace(where=f"{name}: {place[0]}") for place, problem in problems)
        raise AnswersError([*unplaced] or document.problems)
    if not isinstance(tree, dict):
        message = "answers are a list of questions with their options"
        hint = "for example  substances: [alcohol]"
        raise AnswersError([Problem(document.where(()), message, hint)])
    said, problems = _read(_without_id(tree, asked), asked)
    if problems:
        raise AnswersError(_placed(document, problem) for problem in problems)
    return said


def _without_id(raw: Raw, asked: Asked) -> Raw:
    return {key: value for key, value in raw.items() if key != "id" or key in asked.by_id}


def _holds_many(text: str, tree: "Tree") -> bool:
    """Return whether `text`, read as `tree`, is a list of sheets, or has one on each line."""
    if isinstance(tree, list):
        return any(isinstance(item, dict) for item in tree)
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return len(lines) > 1 and all(line[0] == "{" and line[-1] == "}" for line in lines)


def checked_answers(raw: Raw, asked: Asked) -> Answers:
    """Return the answers in `raw`, words or lists of words by question.

    Raises `AnswersError` with every problem, each at its question.
    """
    said, problems = _read(raw, asked)
    if problems:
        raise AnswersError(problem._replace(where=str(place[0])) for place, problem in problems)
    return {question: options for question, options in said.items() if options}


def answer_of(question: Question, words: Iterable[str], asked: Asked) -> tuple[OptionId, ...]:
    """Return the options of `question` that `words` name, in authored order.

    A word may hold several, with commas. Raises `AnswersError` where one is no option, where more
    is said than one option, or where `none` stands beside others.
    """
    options, problems = _options(question, tuple(words), asked)
    if problems:
        raise AnswersError(problem for _, problem in problems)
    return options


Found = tuple[tuple[str | int, ...], Problem]
"""A problem and the keys that lead to it."""


def _plain_json(text: str) -> Raw | None:
    """Return the mapping in `text` if it is JSON without double keys, else nothing."""
    if not text.lstrip().startswith("{"):
        return None
    import json  # msgspec would let the second of two equal keys win

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(mapping := dict(pairs)) < len(pairs):
            raise ValueError
        return mapping

    try:
        raw: object = json.loads(text, object_pairs_hook=unique)
        return msgspec.convert(raw, dict[str, str | list[str] | None])
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None


def _read(raw: Raw, asked: Asked) -> tuple[Said, list[Found]]:
    said: dict[QuestionId, tuple[OptionId, ...]] = {}
    problems: list[Found] = []
    for key, value in raw.items():
        if len(problems) >= MOST_PROBLEMS:
            break
        question = asked.question(key)
        if question is None:
            hint = asked.hint(key) or "`pathfinder questions` lists them all"
            problems.append(((key,), Problem("", f"there is no question {quoted(key)}", hint)))
            continue
        if question.id in said:
            message = f'{quoted(key)} is another name of "{question.id}", which stands here too'
            problems.append(((key,), Problem("", message, "keep one of the two")))
            continue
        words = _words(value)
        if words is None:
            message = f'"{key}" takes one option, or a list of options'
            problems.append(((key,), Problem("", message, f"for example {_example(question)}")))
            continue
        options, found = _options(question, words, asked)
        problems += [((key, *below), problem) for below, problem in found]
        said[question.id] = options
    ordered = {id_: said[id_] for id_ in asked.by_id if id_ in said}
    return ordered, problems


def _words(value: object) -> tuple[str, ...] | None:
    """Return the words in `value`, one or a list; nothing where it holds something else."""
    try:
        said: str | bool | list[str | bool] | None = msgspec.convert(
            value, str | bool | list[str | bool] | None
        )
    except msgspec.ValidationError:
        return None
    if said is None or (isinstance(said, str) and said.strip() in NOTHING_SAID):
        return ()
    listed = said if isinstance(said, list) else [said]
    return tuple(word if isinstance(word, str) else str(word).lower() for word in listed)


def _options(
    question: Question, words: tuple[str, ...], asked: Asked
) -> tuple[tuple[OptionId, ...], list[Found]]:
    problems: list[Found] = []
    chosen: set[OptionId] = set()
    for i, word in _each(question, words, asked):
        if len(problems) == MOST_PROBLEMS:
            break
        denies = seems_to_deny(question, word)
        option = None if denies else asked.option(question, word)
        if option is None:
            message = f'{quoted(word)} is no option of "{question.id}"'
            hint = TO_DENY if denies else _hint(question, word, asked)
            problems.append(((i,), Problem("", message, hint)))
        else:
            chosen.add(option)
    if len(chosen) > 1 and question.type is QuestionType.ONE:
        problems.append(((), Problem("", f'"{question.id}" takes one option')))
    if len(chosen) > 1 and NONE in chosen:
        message = f'"none" stands beside another option of "{question.id}"'
        hint = "leave none out" if question.asks_of_danger else "leave one of them out"
        problems.append(((), Problem("", message, hint)))
    return tuple(option.id for option in question.options if option.id in chosen), problems


def _each(question: Question, words: tuple[str, ...], asked: Asked) -> Iterator[tuple[int, str]]:
    """Yield each word in `words`, of which one may hold several, with the place of the one.

    Where none of several is known, it is no list: a sentence is not taken apart to be quoted whole.
    """
    known = partial(_is_known, asked, question)
    for i, word in enumerate(words):
        if word.isidentifier():  # the most are, and hold no other
            yield i, word
            continue
        parts = [*parted(word, known)]
        several = parts if not parts[1:] or any(map(known, parts)) else [word]
        yield from ((i, part) for part in several)


def _is_known(asked: Asked, question: Question, word: str) -> bool:
    return asked.option(question, word) is not None


def _hint(question: Question, word: str, asked: Asked) -> str:
    near = "" if folded(word) in TRUTH else did_you_mean(word, asked.named(question))
    return near or _some(question)


def _some(question: Question) -> str:
    ids = [option.id for option in question.options]
    most = 16
    return f"one of: {', '.join(ids[:most])}{', ...' if len(ids) > most else ''}"


def _example(question: Question) -> str:
    option = question.options[0].id
    return f"{question.id}: {option if question.type is QuestionType.ONE else f'[{option}]'}"


def _placed(document: "Document", found: Found) -> Problem:
    place, problem = found
    key = len(place) == 1
    return Problem(document.where(place, key=key), problem.message, problem.hint)


def blank_answers(questions: Iterable[Question], words: "ScriptWords") -> Iterator[str]:
    """Yield the lines of an answers file with every question, its options, and no answer."""
    from pathfinder.model.wording import Voice, in_voice

    yield f"# {words.answers_for.format(command='pathfinder suggest --answers FILE')}"
    for question in questions:
        one = question.type is QuestionType.ONE
        yield ""
        yield f"# {in_voice(question.prompt, Voice.SELF)}"
        some = _some(question).removeprefix("one of: ")
        yield f"# {(words.one_of if one else words.any_of).format(options=some)}"
        yield f"{question.id}:{'' if one else ' []'}"
