"""In which voice to speak: to the person, or to someone who asks for them."""

from typing import TYPE_CHECKING

from pathfinder.engine.columns import Columns, columns_of
from pathfinder.engine.spread import Spread
from pathfinder.model.answers import Answers
from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.wording import Voice, Wording, in_voice
from pathfinder.model.required_ids import CLIENT, FOR_WHOM, LOVED_ONE

if TYPE_CHECKING:
    from pathfinder.engine.evaluation import Evaluation


def voices(columns: Columns, *, about_use: bool) -> Spread[Voice]:
    """Return the voice for what is, or is not, about the one who uses or drinks."""
    asked = columns.chosen.get(FOR_WHOM, {})
    other = asked.get(CLIENT, 0)
    if about_use:
        other |= asked.get(LOVED_ONE, 0)
    spread: Spread[Voice] = [("self", columns.every ^ other), ("other", other)]
    return [(voice, where) for voice, where in spread if where]


def voice_of(answers: Answers, *, about_use: bool) -> Voice:
    """Return the voice in which to speak with who gave `answers`."""
    return voices(columns_of([answers], {}), about_use=about_use)[0][0]


def heard(evaluation: "Evaluation", rests_on: Condition | None) -> Spread[Voice]:
    """Return the voice that fits the questions `rests_on` reads."""
    about_use = evaluation.prepared.about_use(rests_on)
    return evaluation.voices(about_use=about_use)


def spoken(evaluation: "Evaluation", wording: Wording, rests_on: Condition | None) -> Spread[str]:
    """Return `wording` in the voice that fits the questions `rests_on` reads."""
    if isinstance(wording, str):
        return [(wording, evaluation.every)]
    return [(in_voice(wording, voice), where) for voice, where in heard(evaluation, rests_on)]
