"""Checks of what each item has to say: a source, a way, a level, a heading, a date."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pathfinder.documents.tree import entries, entry
from pathfinder.errors import Problem
from pathfinder.knowledge.checks.freshness import LOOKED_ON
from pathfinder.knowledge.parse.located import Item
from pathfinder.model.knowledge.need import GRAVEST_LEVEL, LAST_LEVEL
from pathfinder.model.knowledge.notice import GRAVE


def without_source(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield the supports, notices and findings of `items` that name no source."""
    hint = "every fact names where it comes from"
    for item in items:
        states_no_fact = item.location[0] == "notices" and "when" not in item.tree
        if not item.tree.get("sources") and not states_no_fact:
            yield item.problem("no source", "sources", hint=hint)
        for i, finding in enumerate(entries(item.tree.get("evidence"))):
            if isinstance(finding, dict) and not finding.get("sources"):
                yield item.problem("no source", "evidence", i, hint=hint)


def without_a_way(contacts: Iterable[Item]) -> Iterator[Problem]:
    """Yield the `contacts` by which nobody can be reached."""
    for item in contacts:
        if not {"phone", "text", "url", "email", "address"} & item.tree.keys():
            yield item.problem("a contact has a phone, a text, a url, an email or an address")


def plan_for_all(plans: Sequence[Item]) -> Iterator[Problem]:
    """Yield where the last of `plans` is not for everyone."""
    if plans and "when" in plans[-1].tree:
        hint = "leave it out: the last plan is for everyone else"
        yield plans[-1].problem("some would have no plan", "when", hint=hint)


def no_levels(needs: Iterable[Item]) -> Iterator[Problem]:
    """Yield the levels of `needs` that are none."""
    known = [str(level) for level in range(GRAVEST_LEVEL, LAST_LEVEL + 1)]
    for item in needs:
        for i, level in enumerate(entries(item.tree.get("levels"))):
            if str(entry(level, "level")) not in known:
                hint = f"one of: {', '.join(known)}"
                yield item.problem("no level of urgency", "levels", i, "level", hint=hint)


def not_said_in_blocks(notices: Iterable[Item]) -> Iterator[Problem]:
    """Yield the notices that lack what a page says of them: a heading, or the one sentence."""
    for item in notices:
        variants = (entry(v, "severity") for v in entries(item.tree.get("variants")))
        severities = (item.tree.get("severity"), *variants)
        if any(severity in GRAVE for severity in severities) and "heading" not in item.tree:
            yield item.problem("a grave notice has a heading", hint="heading: in a few words")
        if "adds" not in item.tree:
            yield item.problem("what it adds beside others is not said", hint="adds: one sentence")


def no_dates(items: Iterable[Item]) -> Iterator[Problem]:
    """Yield where `items` say for a date what is none."""
    for item in items:
        for key in (*LOOKED_ON, "dated"):
            date = item.tree.get(key)
            if isinstance(date, str) and not _is_date(date, month=key == "dated"):
                yield item.problem("no date", key, hint="write it as 2026-11-21")


def _is_date(text: str, *, month: bool) -> bool:
    """Return whether `text` is a day; a `month` will do where that is all a source says."""
    day = f"{text}-01" if month and text.count("-") == 1 else text
    try:
        return dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False
