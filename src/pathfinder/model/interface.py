"""The words around the knowledge: headings, labels and what the interview says."""

from collections.abc import Mapping

import msgspec

from pathfinder.model.dimension import Dimension
from pathfinder.model.meeting_words import MeetingWords
from pathfinder.model.notice import Severity
from pathfinder.model.result import Fit, Standing
from pathfinder.model.script_words import ScriptWords
from pathfinder.model.support import Channel, Cost, Form, Kind, Status, Strength


class Interface(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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
    checklist_none: str
    other_language: str
    welcome: str
    nothing_saved: str
    saved_to: str
    save_failed: str
    danger: str
    heading: str
    about_them: str
    about_you: str
    why_we_ask: str
    why_grave: str
    why_list: str
    recorded: str
    skipped: str
    none_left_out: str
    none_beside: str
    taken_away: str
    skip_question: str
    leave_question: str
    danger_answer: str
    read_as: str
    not_in_list: str
    one_only: str
    choose_first: str
    several_fit: str
    not_known: str
    did_you_mean: str
    words_known: str
    chosen_now: str
    chosen: str
    keeps: str
    keeps_one: str
    more_above: str
    more_below: str
    typed: str
    answer: str
    hint_many: str
    hint_one: str
    hint_numbers: str
    hint_danger: str
    hint_list: str
    hint_menu: str
    enter_takes: str
    leaves_enter: str
    leaves_clean: str
    leaves_list: str
    keys: str
    commands: Mapping[str, str]
    command_words: Mapping[str, str]
    press_key: str
    press_enter: str
    change_which: str
    leave_as_is: str
    not_asked: str
    go_on_question: str
    go_on: str
    mistake: str
    stop_here: str
    nothing_before: str
    asking_all: str
    came_in: str
    went_out: str
    stayed: str
    what_next: str
    read_one: str
    which_one: str
    show_every: str
    sheet: str
    sheet_kind: str
    sheet_html: str
    sheet_text: str
    show_command: str
    sheet_where: str
    sheet_written: str
    fit_better: str
    fit_better_one: str
    go_on_asking: str
    ask_everything: str
    change_an_answer: str
    start_again: str
    finish: str
    leave_no_trace: str
    stopped: str
    stopped_saved: str
    stopped_help: str
    left: str
    scripting: ScriptWords
    meetings: MeetingWords
