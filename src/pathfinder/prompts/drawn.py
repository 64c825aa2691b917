"""A prompt drawn with prompt_toolkit: it draws the picture and hands on the keys."""

from prompt_toolkit import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from pathfinder.prompts.keys import pressed
from pathfinder.prompts.picture import Head, picture
from pathfinder.prompts.prompt import Left, Prompt

NAMED = {
    Keys.Enter: "enter",
    Keys.ControlJ: "enter",
    Keys.Escape: "escape",
    Keys.Backspace: "backspace",
    Keys.Delete: "backspace",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "up",
    Keys.Right: "down",
    Keys.Tab: "down",
    Keys.BackTab: "up",
    Keys.PageUp: "page_up",
    Keys.PageDown: "page_down",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlC: "interrupt",
    Keys.ControlD: "interrupt",
}

ESCAPE_WAITS = 0.2
"""Seconds until Esc is a key of its own and not the beginning of an arrow."""


class _At:
    """Where the prompt stands while keys come in."""

    def __init__(self, prompt: Prompt) -> None:
        self.prompt = prompt

    def press(self, event: KeyPressEvent, key: str) -> None:
        """Take one key; end where that answers, and where the person leaves."""
        if self.prompt.done is not None or event.app.is_done:
            return
        try:
            self.prompt = pressed(self.prompt, key)
        except Left as left:
            event.app.exit(exception=left)
            return
        if self.prompt.done is not None:
            event.app.exit()


def ask_drawn(prompt: Prompt, head: Head, *, drops: bool) -> Prompt:
    """Return `prompt` once it is done. `drops`: what was typed ahead goes.

    Raises `Left` where the person leaves.
    """
    at = _At(prompt)

    def drawn() -> StyleAndTextTuples:
        size = app.output.get_size()
        rows = picture(at.prompt, head, size.columns, size.rows - 1)
        lines = [("bold" if row.is_bold else "", f"{row.text}\n") for row in rows]
        return [*lines[:-1], (lines[-1][0], rows[-1].text)]

    app = _application(FormattedTextControl(drawn, show_cursor=False), _keys(at), drops=drops)
    app.run()
    return at.prompt


def _application(
    control: FormattedTextControl, keys: KeyBindings, *, drops: bool
) -> "Application[None]":
    source = create_input()
    if drops:
        clear_typeahead(source)
    window = Window(control, dont_extend_height=True, wrap_lines=True)
    app: Application[None] = Application(
        Layout(window), key_bindings=keys, erase_when_done=True, input=source
    )
    app.ttimeoutlen = ESCAPE_WAITS
    return app


def _keys(at: _At) -> KeyBindings:
    keys = KeyBindings()
    for key, name in NAMED.items():

        def named(event: KeyPressEvent, name: str = name) -> None:
            at.press(event, name)

        keys.add(key, eager=True)(named)

    def typed(event: KeyPressEvent) -> None:
        """Take a character; of a key that means nothing here, such as F1, its code is no text."""
        if not isinstance(event.key_sequence[-1].key, Keys):
            at.press(event, event.data)

    def pasted(event: KeyPressEvent) -> None:
        """Take what is pasted as typed, but never a line end for an answer."""
        for character in " ".join(event.data.split()):
            at.press(event, character)

    keys.add(Keys.Any)(typed)
    keys.add(Keys.BracketedPaste, eager=True)(pasted)
    return keys


def wait_for_key(message: str) -> None:
    """Say `message` and wait for any key."""
    keys = KeyBindings()

    def leave(event: KeyPressEvent) -> None:
        if not event.app.is_done:
            event.app.exit()

    for key in NAMED:
        keys.add(key, eager=True)(leave)
    keys.add(Keys.Any)(leave)  # not eager: a terminal that tells where its cursor is presses no key
    control = FormattedTextControl([("bold", message)], show_cursor=False)
    _application(control, keys, drops=True).run()


def line_drawn(message: str) -> str | None:
    """Ask for one line of text with questionary; return nothing where the person takes it back."""
    import questionary

    try:
        return str(questionary.text(message, qmark=">").unsafe_ask())
    except (KeyboardInterrupt, EOFError):
        return None
