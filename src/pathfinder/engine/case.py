"""Sheets of answers made ready: their columns, who is eligible, and in which voice to speak."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from pathfinder.engine.columns import Columns, Outcome, columns_of, evaluating_once, positions
from pathfinder.engine.scoring import with_eligibility
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition, OptionId, QuestionId, questions_in
from pathfinder.model.knowledge import KnowledgeBase
from pathfinder.model.reference import Contact, ContactId
from pathfinder.model.result import ContactShown
from pathfinder.model.wording import Voice, Wording, in_voice

FOR_WHOM = QuestionId("for_whom")
CLIENT, LOVED_ONE = OptionId("client"), OptionId("loved_one")

T = TypeVar("T")

Spread = Sequence[tuple[T, int]]
"""Values, each with the sheets on which it holds; no sheet is in two of them."""


class Cases(NamedTuple):
    """A knowledge base and some sheets, with what every part of their results needs.

    `evaluated`: what a condition of the knowledge base comes out as on the sheets.
    """

    kb: KnowledgeBase
    sheets: Columns
    evaluated: Callable[[Condition], Outcome]
    about_use: frozenset[QuestionId]
    contact_by_id: Mapping[ContactId, Contact]

    @property
    def every(self) -> int:
        """Return all the sheets."""
        return self.sheets.every


def cases_of(kb: KnowledgeBase, sheets: Sequence[Answers]) -> Cases:
    """Return `sheets` made ready. They hold ids of `kb` only."""
    return cases_on(kb, with_eligibility(columns_of(sheets, kb.conditions), kb.supports))


def cases_on(kb: KnowledgeBase, columns: Columns) -> Cases:
    """Return the sheets of `columns` made ready; it is known already who is eligible."""
    return Cases(
        kb=kb,
        sheets=columns,
        evaluated=evaluating_once(columns),
        about_use=frozenset(question.id for question in kb.questions if question.about_use),
        contact_by_id={contact.id: contact for contact in kb.contacts},
    )


def where_met(cases: Cases, condition: Condition | None) -> int:
    """Return the sheets that meet `condition`; no condition is always met."""
    return cases.every if condition is None else cases.evaluated(condition).met


def is_halted(kb: KnowledgeBase, answers: Answers) -> bool:
    """Return whether an answer says that nothing but the notices matters now."""
    return bool(where_halted(kb, columns_of([answers], {})))


def where_halted(kb: KnowledgeBase, sheets: Columns) -> int:
    """Return the `sheets` with an answer that says that nothing but the notices matters now."""
    halted = 0
    for question in kb.questions:
        if question.id in sheets.chosen:
            chosen = sheets.chosen[question.id]
            for option in question.options:
                if option.halts:
                    halted |= chosen.get(option.id, 0)
    return halted


def voices(sheets: Columns, *, about_use: bool) -> Spread[Voice]:
    """Return the voice for what is, or is not, about the one who uses or drinks."""
    asked = sheets.chosen.get(FOR_WHOM, {})
    other = asked.get(CLIENT, 0)
    if about_use:
        other |= asked.get(LOVED_ONE, 0)
    spread = (Voice.SELF, sheets.every ^ other), (Voice.OTHER, other)
    return [(voice, where) for voice, where in spread if where]


def voice_of(answers: Answers, *, about_use: bool) -> Voice:
    """Return the voice in which to speak with who gave `answers`."""
    return voices(columns_of([answers], {}), about_use=about_use)[0][0]


def heard(cases: Cases, rests_on: Condition | None) -> Spread[Voice]:
    """Return the voice that fits the questions `rests_on` reads."""
    about_use = rests_on is not None and not cases.about_use.isdisjoint(
        questions_in(rests_on, cases.sheets.definitions, cases.sheets.reads)
    )
    return voices(cases.sheets, about_use=about_use)


def spoken(cases: Cases, wording: Wording, rests_on: Condition | None) -> Spread[str]:
    """Return `wording` in the voice that fits the questions `rests_on` reads."""
    if isinstance(wording, str):
        return [(wording, cases.every)]
    return [(in_voice(wording, voice), where) for voice, where in heard(cases, rests_on)]


def gathered(parts: Iterable[Spread[T]], sheets: int) -> dict[int, tuple[T, ...]]:
    """Return, by position of each of `sheets`, the values that hold there, in the order given."""
    found: dict[int, list[T]] = {position: [] for position in positions(sheets)}
    for part in parts:
        for value, where in part:
            for position in positions(where & sheets):
                found[position].append(value)
    return {position: tuple(values) for position, values in found.items()}


def in_question_order(cases: Cases, questions: frozenset[QuestionId]) -> tuple[QuestionId, ...]:
    """Return `questions` in the order of the knowledge base."""
    return tuple(q.id for q in cases.kb.questions if q.id in questions) if questions else ()


def contacts_shown(cases: Cases, ids: tuple[ContactId, ...]) -> tuple[ContactShown, ...]:
    """Return the contacts of `ids` as they are printed."""
    return tuple(contact_shown(cases.contact_by_id[id_]) for id_ in ids)


def contact_shown(contact: Contact) -> ContactShown:
    """Return what is printed of `contact`."""
    return ContactShown(
        id=contact.id,
        label=contact.label,
        phone=contact.phone,
        extension=contact.extension,
        text=contact.text,
        url=contact.url,
        email=contact.email,
        address=contact.address,
        days=contact.days,
        hours=contact.hours,
        note=contact.note,
    )
