"""One set of answers made ready: its column, who is eligible, and in which voice to speak."""

from collections.abc import Mapping
from typing import NamedTuple

from pathfinder.engine.columns import Columns, columns_of, evaluate
from pathfinder.engine.scoring import with_eligibility
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition, OptionId, QuestionId, questions_in
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Contact, ContactId
from pathfinder.model.result import ContactShown
from pathfinder.model.wording import Voice, Wording, in_voice

FOR_WHOM = QuestionId("for_whom")


class Case(NamedTuple):
    """A knowledge base and one set of answers, with what every part of the result needs.

    `sheets`: the answers on the first sheet, and on the others each of `trials` beside them.
    """

    kb: KnowledgeBase
    answers: Answers
    sheets: Columns
    trials: tuple[tuple[QuestionId, OptionId], ...]
    about_use: frozenset[QuestionId]
    contact_by_id: Mapping[ContactId, Contact]


def case_of(kb: KnowledgeBase, answers: Answers) -> Case:
    """Return `answers` made ready. They hold ids of `kb` only.

    The trials are every option of every unanswered question, but for options that halt.
    """
    trials = tuple(
        (question.id, option.id)
        for question in kb.questions
        if question.id not in answers
        for option in question.options
        if not option.halts
    )
    sheets = [answers, *({**answers, question: (option,)} for question, option in trials)]
    return Case(
        kb=kb,
        answers=answers,
        sheets=with_eligibility(columns_of(sheets, kb.conditions), kb.supports),
        trials=trials,
        about_use=frozenset(question.id for question in kb.questions if question.about_use),
        contact_by_id={contact.id: contact for contact in kb.contacts},
    )


def is_met(case: Case, condition: Condition | None) -> bool:
    """Return whether the answers meet `condition`; no condition is always met."""
    return condition is None or bool(evaluate(condition, case.sheets).met & 1)


def is_halted(kb: KnowledgeBase, answers: Answers) -> bool:
    """Return whether an answer says that nothing but the notices matters now."""
    return any(
        option.halts and option.id in answers[question.id]
        for question in kb.questions
        if question.id in answers
        for option in question.options
    )


def voice_of(answers: Answers, *, about_use: bool) -> Voice:
    """Return the voice for what is, or is not, about the one who uses or drinks."""
    match answers.get(FOR_WHOM):
        case ("client",):
            return Voice.OTHER
        case ("loved_one",) if about_use:
            return Voice.OTHER
        case _:
            return Voice.SELF


def spoken(case: Case, wording: Wording, rests_on: Condition | None) -> str:
    """Return `wording` in the voice that fits the questions `rests_on` reads."""
    if isinstance(wording, str):
        return wording
    about_use = rests_on is not None and not case.about_use.isdisjoint(
        questions_in(rests_on, case.sheets.definitions)
    )
    return in_voice(wording, voice_of(case.answers, about_use=about_use))


def in_question_order(case: Case, questions: frozenset[QuestionId]) -> tuple[QuestionId, ...]:
    """Return `questions` in the order of the knowledge base."""
    return tuple(q.id for q in case.kb.questions if q.id in questions) if questions else ()


def contacts_shown(case: Case, ids: tuple[ContactId, ...]) -> tuple[ContactShown, ...]:
    """Return the contacts of `ids` as they are printed."""
    return tuple(contact_shown(case.contact_by_id[id_]) for id_ in ids)


def contact_shown(contact: Contact) -> ContactShown:
    """Return what is printed of `contact`."""
    return ContactShown(
        id=contact.id,
        label=contact.label,
        phone=contact.phone,
        text=contact.text,
        url=contact.url,
        note=contact.note,
    )
