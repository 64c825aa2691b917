"""The words of the interview: what it says and asks, what keys do, and what comes after it."""

from collections.abc import Mapping

import msgspec


class DialogueWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each of its sentences, questions and hints; `Interface` says more of some."""

    checklist_none: str
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
