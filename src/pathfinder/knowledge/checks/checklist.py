"""Checks of the checklists: every line says what a question knows, and guesses at nothing grave."""

from collections.abc import Iterator, Mapping

from pathfinder.documents.tree import Location, Tree, entries, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.located import Item, Items


def check_checklists(items: Items) -> Iterator[Problem]:
    """Yield the lines that name no question or option, that say nothing, or that deny a risk.

    And the checklists that are called as a question is.
    """
    questions = {question.id: question for question in items["questions"]}
    for checklist in items["checklists"]:
        if checklist.id in questions:
            yield checklist.problem(f"{quoted(checklist.id)} is a question already", "id")
        for i, line in enumerate(entries(checklist.tree.get("lines"))):
            if isinstance(line, dict):
                yield from _line(checklist, ("lines", i), line, questions)


def _line(
    checklist: Item, location: Location, line: Mapping[str, Tree], questions: Mapping[str, Item]
) -> Iterator[Problem]:
    if not {"says", "opens"} & line.keys():
        hint = "give it says: or opens:"
        yield checklist.problem("this line says nothing", *location, hint=hint)
    opens = line.get("opens")
    if isinstance(opens, str) and opens not in questions:
        yield _no_question(checklist, questions, opens, *location, "opens")
    for key in ("says", "otherwise"):
        said = line.get(key)
        for id_, options in said.items() if isinstance(said, dict) else ():
            if id_ in questions:
                yield from _options(checklist, questions[id_], options, *location, key)
            else:
                yield _no_question(checklist, questions, id_, *location, key, id_)


def _options(
    checklist: Item, question: Item, said: Tree, *location: str | int
) -> Iterator[Problem]:
    options = {str(entry(o, "id")): o for o in entries(question.tree.get("options"))}
    risky = any(entry(option, "risk") == "true" for option in options.values())
    if "otherwise" in location and risky:
        hint = "what is not ticked stays unknown where there is a risk"
        yield checklist.problem(
            f"{quoted(question.id)} is no matter of taste", *location, question.id, hint=hint
        )
    for i, option in enumerate(entries(said)):
        if option not in options:
            hint = did_you_mean(str(option), options)
            message = f"{quoted(str(option))} is no option of {quoted(question.id)}"
            yield checklist.problem(message, *location, question.id, i, hint=hint)


def _no_question(
    checklist: Item, questions: Mapping[str, Item], id_: str, *location: str | int
) -> Problem:
    hint = did_you_mean(id_, questions)
    return checklist.problem(f"there is no question {quoted(id_)}", *location, hint=hint)
