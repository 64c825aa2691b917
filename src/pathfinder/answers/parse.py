"""Answers as people and programs write them, by question, to answers of the model."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import msgspec

from pathfinder.answers.danger import seems_to_deny
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.spellings import TRUTH, folded, parted
from pathfinder.errors import AnswersError, Problem, nearest, quoted
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question

MOST_PROBLEMS = 20
"""Problems named in one run; a file with more is not a file of answers."""

NOTHING_SAID = {"", "~", "null"}
"""What stands in YAML where nothing is said."""

Raw = Mapping[str, object]

ProblemAt = tuple[tuple[str | int, ...], Problem]
"""A problem and the keys that lead to it."""


def checked_answers(raw: Raw, index: QuestionIndex) -> Answers:
    """Return the answers in `raw`, words or lists of words by question.

    Raises `AnswersError` with every problem, each at its question.
    """
    said, problems = read_answers(raw, index)
    if problems:
        raise AnswersError(problem._replace(where=str(place[0])) for place, problem in problems)
    return {question: options for question, options in said.items() if options}


def answer_of(
    question: Question, words: Iterable[str], index: QuestionIndex
) -> tuple[OptionId, ...]:
    """Return the options of `question` that `words` name, in authored order.

    A word may hold several, with commas. Raises `AnswersError` where one is no option, where more
    is said than one option, or where `none` stands beside others.
    """
    options, problems = _options(question, tuple(words), index)
    if problems:
        raise AnswersError(problem for _, problem in problems)
    return options


def read_answers(raw: Raw, index: QuestionIndex) -> tuple[Said, list[ProblemAt]]:
    """Return the answers in `raw`, in authored order, and what is wrong, each with its keys.

    A skipped question has no option.
    """
    said: dict[QuestionId, tuple[OptionId, ...]] = {}
    problems: list[ProblemAt] = []
    for key, value in raw.items():
        if len(problems) >= MOST_PROBLEMS:
            break
        question = index.question(key)
        if question is None:
            hint = index.hint(key) or index.words.all_questions
            message = index.words.no_question.format(word=quoted(key))
            problems.append(((key,), Problem("", message, hint)))
            continue
        if question.id in said:
            message = index.words.other_name.format(word=quoted(key), question=question.id)
            problems.append(((key,), Problem("", message, index.words.keep_one)))
            continue
        said_here = _words(value)
        if said_here is None:
            message = index.words.one_or_list.format(question=key)
            hint = index.words.for_example.format(example=_example(question))
            problems.append(((key,), Problem("", message, hint)))
            continue
        options, found = _options(question, said_here, index)
        problems += [((key, *below), problem) for below, problem in found]
        said[question.id] = options
    ordered = {id_: said[id_] for id_ in index.by_id if id_ in said}
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
    question: Question, words: tuple[str, ...], index: QuestionIndex
) -> tuple[tuple[OptionId, ...], list[ProblemAt]]:
    problems: list[ProblemAt] = []
    chosen: set[OptionId] = set()
    for i, word in _each(question, words, index):
        if len(problems) == MOST_PROBLEMS:
            break
        denies = seems_to_deny(question, word)
        option = None if denies else index.option(question, word)
        if option is None:
            message = index.words.no_option.format(word=quoted(word), question=question.id)
            hint = index.words.to_deny if denies else _hint(question, word, index)
            problems.append(((i,), Problem("", message, hint)))
        else:
            chosen.add(option)
    if len(chosen) > 1 and question.type == "one":
        problems.append(((), Problem("", index.words.one_option.format(question=question.id))))
    if len(chosen) > 1 and NONE in chosen:
        message = index.words.none_beside.format(question=question.id)
        hint = index.words.leave_none_out if question.asks_of_danger else index.words.leave_one_out
        problems.append(((), Problem("", message, hint)))
    return tuple(option.id for option in question.options if option.id in chosen), problems


def _each(
    question: Question, words: tuple[str, ...], index: QuestionIndex
) -> Iterator[tuple[int, str]]:
    """Yield each word in `words`, of which one may hold several, with the place of the one.

    Where none of several is known, it is no list: a sentence is not taken apart to be quoted whole.
    """
    known = partial(_is_known, index, question)
    for i, word in enumerate(words):
        if word.isidentifier():  # the most are, and hold no other
            yield i, word
            continue
        parts = [*parted(word, known)]
        several = parts if not parts[1:] or any(map(known, parts)) else [word]
        yield from ((i, part) for part in several)


def _is_known(index: QuestionIndex, question: Question, word: str) -> bool:
    return index.option(question, word) is not None


def _hint(question: Question, word: str, index: QuestionIndex) -> str:
    # Nobody is led to deny danger by a slip of the keys.
    known = [name for name in index.named(question) if not question.asks_of_danger or name != NONE]
    near = "" if folded(word) in TRUTH else nearest(word, known)
    if near:
        return index.words.did_you_mean.format(word=near)
    return index.words.one_of.format(words=some_options(question))


def some_options(question: Question) -> str:
    """Return the ids of the options of `question`, the first of many, as a hint says them."""
    ids = [option.id for option in question.options]
    most = 16
    return f"{', '.join(ids[:most])}{', ...' if len(ids) > most else ''}"


def _example(question: Question) -> str:
    option = question.options[0].id
    return f"{question.id}: {option if question.type == 'one' else f'[{option}]'}"
