"""The plainest possible reading of `data/*.yaml`, for one sheet at a time: what is decided.

It imports nothing of pathfinder, shares no idea with the engine but the words of the files, and is
as slow as it likes. What the engine says of a sheet must be what stands here; the sentences it says
it in stand in `oracle_words.py`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.oracle_files import read_file
from tests.oracle_needs import Stands, order

Sheet = dict[str, list[str]]
SEVERITIES = ("emergency", "urgent", "important", "note")


class Oracle:
    """The files of one folder, as dictionaries, with the sentences of `language` laid over them."""

    def __init__(self, folder: Path, language: str = "") -> None:
        def read(name: str) -> Any:
            return read_file(folder, name, language)

        self.conditions = read("conditions")
        self.questions = read("questions")["questions"]
        self.supports = read("supports")["supports"]
        self.needs = read("needs")["needs"]
        self.notices = read("notices")["notices"]
        self.plans = read("plans")["plans"]
        self.shared = read("rules")
        self.interface = read("interface")
        self.behind: dict[str, set[str]] = {}  # by need, who takes no place for it before another
        self._sheet: Sheet = {}
        self._found: dict[Any, Any] = {}
        self._shared_by = {
            (part, support["id"]): [s for s in self.shared[part] if self.applies(s, support)]
            for part in ("eligibility", "rules", "cautions", "out_of_reach")
            for support in self.supports
        }

    def once(self, sheet: Sheet, key: Any, find: Callable[[], Any]) -> Any:
        """Return what was found under `key` for this very sheet, or else find it."""
        if sheet is not self._sheet:
            self._sheet, self._found = sheet, {}
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def truth(self, condition: Any, sheet: Sheet, this: str = "") -> bool | None:
        """Return True, False, or None for unknown."""
        if condition is None:
            return True
        if isinstance(condition, str):
            named = self.conditions[condition]
            found: bool | None = self.once(sheet, condition, lambda: self.truth(named, sheet, this))
            return found
        if "all" in condition:
            parts = [self.truth(part, sheet, this) for part in condition["all"]]
            return False if False in parts else None if None in parts else True
        if "any" in condition:
            parts = [self.truth(part, sheet, this) for part in condition["any"]]
            return True if True in parts else None if None in parts else False
        if "not" in condition:
            inner = self.truth(condition["not"], sheet, this)
            return None if inner is None else not inner
        if "eligible" in condition:
            return not self.failing(self.support(condition["eligible"]), sheet)
        question = asked_in(condition)
        if question not in sheet:
            return True if condition.get("skipped") == "met" else None
        wanted = condition[question]
        wanted = [wanted] if isinstance(wanted, str) else wanted
        wanted = [this if word == "this_support" else word for word in wanted]
        return any(option in wanted for option in sheet[question])

    def support(self, id_: str) -> Any:
        """Return the support with that id."""
        return next(support for support in self.supports if support["id"] == id_)

    def applies(self, shared: Any, support: Any) -> bool:
        """Return whether `support` has the traits that `shared` speaks of."""

        def has(traits: Any) -> list[bool]:
            found = []
            for field, values in (traits or {}).items():
                own = support.get(field, "false" if field == "asks_for_sobriety" else [])
                if field == "serves":
                    own = [serve["need"] for serve in own]
                own = [own] if isinstance(own, str) else own
                found.append(any(value in values for value in own))
            return found

        return all(has(shared["applies_to"])) and not any(has(shared.get("except")))

    def having(self, part: str, support: Any) -> list[Any]:
        """Return what `support` has of one part, such as rules: its own, then the shared."""
        return [*support.get(part, []), *self._shared_by[part, support["id"]]]

    def failing(self, support: Any, sheet: Sheet) -> list[Any]:
        """Return the requirements that withhold `support`."""
        return [
            requirement
            for requirement in self.having("eligibility", support)
            if self.truth(requirement["needs"], sheet) is False
            or (
                requirement.get("unknown") == "withhold"
                and self.truth(requirement["needs"], sheet) is None
            )
        ]

    def met_rules(self, support: Any, sheet: Sheet) -> list[Any]:
        """Return the rules of `support` that are met."""

        def find() -> list[Any]:
            return [
                rule
                for rule in self.having("rules", support)
                if self.truth(rule.get("when"), sheet, support["id"]) is True
            ]

        found: list[Any] = self.once(sheet, ("rules", support["id"]), find)
        return found

    def halted(self, sheet: Sheet) -> bool:
        """Return whether an answer leaves only the notices."""
        return any(
            option.get("halts") == "true" and option["id"] in sheet.get(question["id"], [])
            for question in self.questions
            for option in self.options(question)
        )

    def order(self, sheet: Sheet) -> list[Stands]:
        """Return the suggestions, best first, each with the need it is for."""
        return [] if self.halted(sheet) else order(self, sheet)

    def ranking(self, sheet: Sheet) -> list[tuple[str, int]]:
        """Return the ids and scores of the suggestions, best first."""
        return [(stands.id, stands.score) for stands in self.order(sheet)]

    def plan(self, sheet: Sheet) -> Any:
        """Return the words around a first week: those of the first plan whose condition is met."""
        return next(p for p in self.plans if self.truth(p.get("when"), sheet) is True)

    def options(self, question: Any) -> list[Any]:
        """Return what can be said to `question`; of one that asks for supports, these and none."""
        if question.get("options_from") == "supports":
            return [*self.supports, {"id": "none"}]
        return list(question["options"])

    def shown(self, sheet: Sheet) -> list[tuple[Any, str]]:
        """Return every notice that shows, as it is said here, and its form: full or short.

        The gravest stand first, of those the ones that lead, then as in the file. `when` is the
        condition that tells in which voice a notice speaks.
        """
        called = []
        for notice in self.notices:
            if self.truth(notice.get("when"), sheet) is True:
                called.append((notice | self._variant(notice, sheet), "full"))
            elif "short" in notice and self.truth(notice["short"]["when"], sheet) is True:
                called.append((notice | {"text": notice["short"]["text"]}, "short"))
        replaced = []
        for notice, _ in called:
            for one in notice.get("replaces", []):
                id_, when = (one, None) if isinstance(one, str) else (one["notice"], one["when"])
                if self.truth(when, sheet) is True:
                    replaced.append(id_)

        def order(pair: tuple[Any, str]) -> tuple[int, bool]:
            notice = pair[0]
            leads = "leads_when" in notice and self.truth(notice["leads_when"], sheet) is True
            return SEVERITIES.index(notice["severity"]), not leads

        return sorted((pair for pair in called if pair[0]["id"] not in replaced), key=order)

    def _variant(self, notice: Any, sheet: Sheet) -> Any:
        """Return what the first variant of `notice` that is met says otherwise."""
        for variant in notice.get("variants", []):
            if self.truth(variant["when"], sheet) is True:
                unspoken = "when" if "text" not in variant else ""
                return {key: part for key, part in variant.items() if key != unspoken}
        return {}

    def notices_shown(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Return id and form (full or short) of every notice that shows, gravest first."""
        return [(notice["id"], form) for notice, form in self.shown(sheet)]


def asked_in(term: Any) -> str:
    """Return the question that a condition of one question is about."""
    question: str = next(key for key in term if key != "skipped")
    return question
