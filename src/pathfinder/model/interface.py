"""The words around the knowledge: headings, labels and what the interview says."""

from collections.abc import Mapping

import msgspec

from pathfinder.model.dimension import Dimension
from pathfinder.model.notice import Severity
from pathfinder.model.result import Fit, Standing
from pathfinder.model.support import Channel, Cost, Form, Status, Strength


class Interface(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each heading, label or sentence; `data/interface.yaml` shows where they stand.

    `urgencies`: what each level of urgency means, by its number. `commands`: what each one-letter command of
    the interview does.
    """

    severities: Mapping[Severity, str]
    channels: Mapping[Channel, str]
    fits: Mapping[Fit, str]
    strengths: Mapping[Strength, str]
    statuses: Mapping[Status, str]
    costs: Mapping[Cost, str]
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
    suits: str
    not_for: str
    cost: str
    led_by: str
    peers_give: str
    medicine: str
    first_visit: str
    other_choices: str
    ask: str
    good_answer: str
    reach: str
    studies: str
    strength: str
    sources: str
    recall: str
    checked_on: str
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
    now: str
    not_answered: str
    too: str
    without: str
    other_language: str
    welcome: str
    nothing_saved: str
    saved_to: str
    danger: str
    question: str
    up_to: str
    why_we_ask: str
    why_grave: str
    why_list: str
    skip: str
    choose_one: str
    choose_many: str
    one_number: str
    many_numbers: str
    typed_names: str
    number: str
    pick_one: str
    number_from: str
    not_known: str
    did_you_mean: str
    keys: str
    commands: Mapping[str, str]
    change_which: str
    leave_as_is: str
    skipped: str
    go_on_question: str
    go_on: str
    stop_here: str
    asking_all: str
    nothing_before: str
    what_next: str
    finish: str
    change_an_answer: str
    ask_everything: str
    show_command: str
    stopped: str
    stopped_saved: str
    stopped_help: str
    left: str
