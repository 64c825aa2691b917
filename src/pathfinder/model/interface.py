"""The words around the knowledge: headings and labels of every page, and what the interview says."""

from collections.abc import Mapping

from pathfinder.model.dialogue_words import DialogueWords
from pathfinder.model.fault_words import FaultWords
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.notice import Severity
from pathfinder.model.knowledge.support_traits import Channel, Cost, Form, Kind, Status, Strength
from pathfinder.model.meeting_words import MeetingWords
from pathfinder.model.results.parts import Fit, Standing
from pathfinder.model.script_words import ScriptWords


class Interface(DialogueWords, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each heading, label or sentence; `data/interface.yaml` shows where they stand.

    `urgencies`: what each level of urgency means, by its number. `commands`: what each one-letter command of
    the interview does. `command_words`: words for it.
    """

    severities: Mapping[Severity, str]
    channels: Mapping[Channel, str]
    fits: Mapping[Fit, str]
    strengths: Mapping[Strength, str]
    statuses: Mapping[Status, str]
    costs: Mapping[Cost, str]
    kinds: Mapping[Kind, str]
    forms: Mapping[Form, str]
    dimensions: Mapping[Dimension, str]
    urgencies: Mapping[str, str]
    important: str
    call_911: str
    call_911_for: str
    call_911_now: str
    crisis_988: str
    best_first: str
    good_to_know: str
    keep_in_sight: str
    why: str
    against: str
    careful: str
    first_step: str
    at_any_hour: str
    plan: str
    do: str
    say: str
    how: str
    status: str
    call: str
    more_fit: str
    show_all: str
    show_details: str
    more_notes: str
    could_change: str
    also: str
    more: str
    list_of: str
    pager_keys: str
    by_page_keys: str
    list_goes_on: str
    suits: str
    not_for: str
    cost: str
    led_by: str
    peers_give: str
    medicine: str
    first_visit: str
    go_with: str
    other_choices: str
    ask: str
    good_answer: str
    reach: str
    studies: str
    strength: str
    sources: str
    recall: str
    source_dated: str
    read_on: str
    not_opened: str
    opened_on: str
    seen_at_work: str
    a_copy: str
    not_called: str
    from_place: str
    checked_there: str
    what: str
    named: str
    not_had: str
    standings: Mapping[Standing, str]
    place: str
    points: str
    need: str
    level: str
    taste: str
    can_serve: str
    urgency: str
    what_serves: str
    nothing_serves: str
    not_for_all: str
    show_need: str
    left_out: str
    for_safety: str
    nothing_speaks: str
    not_yet_said: str
    would_come_in: str
    would_go_out: str
    none_comes_in: str
    none_goes_out: str
    handout: str
    also_fits: str
    card: str
    code: str
    keep_it_safe: str
    shortened: str
    now: str
    not_answered: str
    too: str
    without: str
    other_language: str
    scripting: ScriptWords
    meetings: MeetingWords
    faults: FaultWords
