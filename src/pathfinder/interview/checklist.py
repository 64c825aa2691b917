"""The checklists of an interview: how each is put, and what its ticked lines say to others."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pathfinder.interview.state import State, offered
from pathfinder.model.answers import Answers, Said
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.checklist import Checklist, Line
from pathfinder.model.knowledge.question import NONE, Option, Question
from pathfinder.model.knowledge_base import KnowledgeBase


def checklist_question(
    kb: KnowledgeBase, checklist: Checklist, is_open: Callable[[QuestionId], bool]
) -> Question | None:
    """Return `checklist` as a question, with the lines about what `is_open`; none, no question."""
    lines = [line for line in checklist.lines if all(map(is_open, line.questions()))]
    options = tuple(Option(id=line.id, label=line.label) for line in lines)
    if not options:
        return None
    return Question(
        id=checklist.id,
        name=checklist.name,
        type="many",
        prompt=checklist.prompt,
        help=checklist.help,
        about_use=checklist.about_use,
        options=(*options, Option(id=NONE, label=kb.interface.checklist_none)),
    )


def with_lines(kb: KnowledgeBase, state: State) -> Said:
    """Return what was said, and what ticked lines say to questions that have no answer."""
    told: dict[QuestionId, tuple[OptionId, ...]] = {}
    for checklist in kb.checklists:
        if checklist.id in state.said:
            told |= _told(kb, checklist, state)
    answered = {question: options for question, options in state.said.items() if options}
    return {**state.said, **told, **answered}


def lines_met(checklist: Checklist, answers: Answers) -> tuple[OptionId, ...]:
    """Return the lines that hold with `answers`."""

    def holds(line: Line) -> bool:
        return bool(line.says) and all(
            not set(options).isdisjoint(answers.get(question, ()))
            for question, options in line.says.items()
        )

    return tuple(line.id for line in checklist.lines if holds(line))


def opened(kb: KnowledgeBase, state: State) -> frozenset[QuestionId]:
    """Return the questions that the ticked lines open."""
    return frozenset(
        line.opens
        for checklist in kb.checklists
        for line in checklist.lines
        if line.opens and line.id in state.said.get(checklist.id, ())
    )


def left_open(kb: KnowledgeBase, state: State) -> frozenset[QuestionId]:
    """Return the questions that a checklist was to tell of, and did not.

    Of those that take one option two lines are ticked, or one that belongs to the core has none. Who
    skips a checklist skips what is in it.
    """
    found: set[QuestionId] = set()
    core = {question.id for question in kb.questions if question.core}
    for checklist in kb.checklists:
        if ticked := state.said.get(checklist.id):
            found |= _contradicted(kb, checklist, ticked)
            found |= (
                core & _offered_questions(checklist, state) - _told(kb, checklist, state).keys()
            )
    return frozenset(found)


def covered(kb: KnowledgeBase, state: State) -> frozenset[QuestionId]:
    """Return the questions that the checklists, once said, were about."""
    put = (_offered_questions(c, state) for c in kb.checklists if c.id in state.said)
    return frozenset(question for questions in put for question in questions)


def put_to_tick(kb: KnowledgeBase, state: State) -> Mapping[QuestionId, Mapping[OptionId, bool]]:
    """Return, by question, the options that stood in a checklist which was answered, ticked or not."""
    found: dict[QuestionId, dict[OptionId, bool]] = {}
    for checklist in kb.checklists:
        if ticked := state.said.get(checklist.id):
            for line in _offered_lines(checklist, state):
                for question, options in line.says.items():
                    found.setdefault(question, {}).update(dict.fromkeys(options, line.id in ticked))
    return found


def settled(kb: KnowledgeBase, state: State) -> frozenset[QuestionId]:
    """Return the questions of which the checklists that were said leave nothing to ask.

    Such is one that takes one option and has it from a line that was ticked, and one all of whose
    options have a line. Those of the core are settled only by what they were told.
    """
    found: set[QuestionId] = set()
    for checklist in kb.checklists:
        told: Said = _told(kb, checklist, state) if checklist.id in state.said else {}
        lines = _offered_lines(checklist, state)
        for question in kb.questions if told else ():
            options = told.get(question.id, ())
            is_whole = _names_all(lines, question) and bool(options or not question.core)
            if is_whole or _is_one(question, options):
                found.add(question.id)
    return frozenset(found)


def _told(kb: KnowledgeBase, checklist: Checklist, state: State) -> Said:
    """Return what the lines of `checklist` say to each question, ticked or not."""
    ticked = state.said[checklist.id]
    lines = _offered_lines(checklist, state)
    about = {question for line in lines for question in line.says}
    about -= _contradicted(kb, checklist, ticked)
    found: dict[QuestionId, tuple[OptionId, ...]] = {}
    for question in kb.questions:
        if question.id in about and (options := _options_told(lines, ticked, question)):
            found[question.id] = options
    return found


def _options_told(
    lines: Sequence[Line], ticked: Sequence[OptionId], question: Question
) -> tuple[OptionId, ...]:
    """Return what `lines`, some of them `ticked`, say to `question`."""
    options = [o for line in lines if line.id in ticked for o in line.says.get(question.id, ())]
    options = options or [o for line in lines for o in line.otherwise.get(question.id, ())]
    if options and question.type == "one":
        return (options[0],)
    if not options and ticked and _has_none(question) and _names_all(lines, question):
        # It was put whole. A line that was passed over denies no danger; "None of these" does.
        is_denied = NONE in ticked or not any(option.risk for option in question.options)
        return (NONE,) if is_denied else ()
    options = [option for option in options if option != NONE] or options
    return tuple(option.id for option in question.options if option.id in options)


def _is_one(question: Question, options: tuple[OptionId, ...]) -> bool:
    return question.type == "one" and options not in {(), (NONE,)}


def _has_none(question: Question) -> bool:
    return any(option.id == NONE for option in question.options)


def _names_all(lines: Iterable[Line], question: Question) -> bool:
    """Return whether `lines` name every option of `question` but `none`."""
    named = {option for line in lines for option in line.says.get(question.id, ())}
    return all(option.id == NONE or option.id in named for option in question.options)


def _contradicted(
    kb: KnowledgeBase, checklist: Checklist, ticked: Iterable[OptionId]
) -> set[QuestionId]:
    """Return the questions that take one option, and of which two lines are `ticked`."""
    one = {question.id for question in kb.questions if question.type == "one"}
    lines = [line for line in checklist.lines if line.id in ticked]
    named = [question for line in lines for question in line.says if question in one]
    return {question for question in named if named.count(question) > 1}


def _offered_lines(checklist: Checklist, state: State) -> list[Line]:
    ids = offered(state, checklist.id)
    return [line for line in checklist.lines if ids is None or line.id in ids]


def _offered_questions(checklist: Checklist, state: State) -> frozenset[QuestionId]:
    lines = _offered_lines(checklist, state)
    return frozenset(question for line in lines for question in line.questions())
