"""Addresses on the web and of e-mail, as people write them."""

import re

SCHEME = re.compile(r"(?P<scheme>https?)://", re.IGNORECASE)
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)+(?:[a-z]{{2,24}}|xn--[a-z0-9-]+)", re.IGNORECASE)
MAIL = re.compile(rf"[\w.+'-]+@{HOST.pattern}", re.IGNORECASE)
ADDRESS = re.compile(
    rf"{HOST.pattern}(?::\d{{1,5}})?(?:[/?#][^\s,<>\[\]\"'`{{}}|\\^]*)?", re.IGNORECASE
)

EXAMPLE = "for example  https://center.example.org/hours"


class WrongLinkError(ValueError):
    """The text is no address; `hint` says what would be right."""

    def __init__(self, *, wrong: str, hint: str = EXAMPLE) -> None:
        self.hint = hint
        super().__init__(wrong)


def one_link(text: str) -> str:
    """Return `text`, one address on the web with or without its scheme, the scheme in small letters.

    Raises `WrongLinkError` where it is anything else.
    """
    said = text.strip()
    if MAIL.fullmatch(said.removeprefix("mailto:")):
        raise WrongLinkError(wrong="is an e-mail address", hint="write it as  email:")
    if said.count("://") > 1 or ", " in said:
        raise WrongLinkError(
            wrong="is more than one web address", hint="one address alone; " + EXAMPLE
        )
    scheme = SCHEME.match(said)
    rest = said[scheme.end() :] if scheme else said
    if not ADDRESS.fullmatch(rest):
        raise WrongLinkError(wrong="is no web address")
    return f"{scheme['scheme'].lower()}://{rest}" if scheme else rest


def one_mail(text: str) -> str:
    """Return `text`, one e-mail address. Raises `WrongLinkError` where it is anything else."""
    said = text.strip().removeprefix("mailto:")
    if not MAIL.fullmatch(said):
        raise WrongLinkError(
            wrong="is no e-mail address", hint="for example  hello@center.example.org"
        )
    return said


def bare(link: str) -> str:
    """Return `link` as it is compared: without scheme, www. and a slash at the end."""
    return SCHEME.sub("", link.strip()).casefold().removeprefix("www.").rstrip("/.")
