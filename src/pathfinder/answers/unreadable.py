"""Why bytes can't be read as answers, in the language of whoever wrote them."""

from typing import TYPE_CHECKING

from pathfinder.documents.text import NotTextError, TooLargeError

if TYPE_CHECKING:
    from pathfinder.model.fault_words import FaultWords


def why_unreadable(error: TooLargeError | NotTextError, words: "FaultWords") -> str:
    """Return in `words` what `error` says."""
    if isinstance(error, TooLargeError):
        why = words.too_large.format(size=error.kib)
    else:
        why = words.not_text.format(encoding=error.encoding, byte=error.byte)
    return words.no_read.format(why=why)
