"""Whether a source stands where its publisher put it, or in a copy, which has to be marked as one."""

import re
from collections.abc import Iterable, Iterator

from pathfinder.errors import Problem
from pathfinder.knowledge.parse.located import Item

ADDRESS = re.compile(
    r"(?:(?P<scheme>\w+)://)?(?:[^/@?#]*@)?(?P<host>\[[^\]]*\]|[^/:?#]*)(?::\d+)?(?P<path>[^?#]*)"
)
"""The parts of an address. What opens connections is imported in one place only: not here."""

STAGING = re.compile(
    r"(^|[.-])(stag(e|ing)\d*|dev|test|preview|deploy)[.-]|-frontendrebuild\."
    r"|\.(netlify|vercel|herokuapp|kowebhost)\.|^lsrtesting\."
)
"""Hosts on which a site is tried out before it is published."""

BARE = re.compile(r"^[\d.]+$|^\[")
"""A host that is a number and no name."""

KEPT_BY_OTHERS = re.compile(
    r"(^|\.)(5y1\.org|abcdocz\.com|casetext\.com|coek\.info|distantreader\.org|docobook\.com"
    r"|docplayer\.net|docsbay\.net|docslib\.org|doczz\.net|pdfslide\.us|scribd\.com|studylib\.net"
    r"|typeset\.io|vdocuments\.us|wikimili\.com|wixlib\.com|litmetric\.com|qwknetllc\.com)$"
)
"""Hosts that keep copies of what others have published."""

ANOTHER_LANGUAGE = re.compile(r"/(zh|fr|de|ja|ru|pt)[_/-]|/(zh|fr|de|ja|ru|pt)$", re.IGNORECASE)
"""Addresses of a page in a language that its readers here do not read."""

KINDS = (
    (STAGING, "a server on which a site is tried out"),
    (BARE, "a bare IP address"),
    (KEPT_BY_OTHERS, "a site that keeps copies of what others publish"),
)


def check_originals(sources: Iterable[Item]) -> Iterator[Problem]:
    """Yield the `sources` that stand in a copy and do not say so, and those nobody else can read."""
    for item in sources:
        url = item.tree.get("url")
        if isinstance(url, str) and (what := _instead_of_the_original(url)):
            if what == PROJECT:
                yield item.problem(what, "url", hint="name what the file itself was taken from")
            elif item.tree.get("copy") != "true":
                hint = "the address of the original, or copy: true"
                yield item.problem(what, "url", hint=hint)


PROJECT = "no address, but a file of this project"


def _instead_of_the_original(url: str) -> str:
    """Return what stands at `url` in place of the original; empty where nothing seems to."""
    parts = ADDRESS.match(url)
    host = parts["host"].lower() if parts else ""
    if (
        not parts
        or "." not in host
        or (not parts["scheme"] and url.endswith((".txt", ".md", ".yaml")))
    ):
        return PROJECT
    for pattern, what in KINDS:
        if pattern.search(host):
            return what
    return "a page in another language" if ANOTHER_LANGUAGE.search(parts["path"]) else ""
